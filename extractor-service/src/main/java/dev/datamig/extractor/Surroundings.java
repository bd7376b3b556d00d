package dev.datamig.extractor;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.extractor.sharing.ReadingBoard;
import dev.datamig.extractor.staging.BatchLimits;
import dev.datamig.extractor.staging.SampleFile;
import dev.datamig.extractor.staging.TableBatches;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What every piece of work needs: the landscape, the staging area, the keys, the limits. Checked when the service starts. */
@Startup
@ApplicationScoped
public class Surroundings {

    private final ExtractorConfig config;
    private final Landscape landscape;
    private final StagingArea area;
    private final RunKeys keys;
    private final String instance;
    private final String identity = UUID.randomUUID().toString();
    private final Clock clock = Clock.systemUTC();

    /** @throws RuntimeException when the landscape has mistakes or the staging key is missing: the service then does not start */
    public Surroundings(ExtractorConfig config) {
        this.config = config;
        this.landscape = LandscapeFile.require(Path.of(config.landscape()));
        this.area = StagingArea.open(config.staging());
        this.keys =
                new RunKeys(area, KeyText.require("DATAMIG_STAGING_KEY", config.stagingKey(), config.stagingKeyFile()));
        this.instance = config.instance()
                .orElseGet(() -> "extractor-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public ExtractorConfig config() {
        return config;
    }

    public Landscape landscape() {
        return landscape;
    }

    public StagingArea area() {
        return area;
    }

    /** What no other instance is called, even one that was configured with the same name. */
    String identity() {
        return identity;
    }

    /** The board of a run that is under way; none when its key is gone. */
    Optional<ReadingBoard> knownBoard(RunId run, int attempt) {
        return keys.find(run).map(key -> new ReadingBoard(area, run, attempt, key));
    }

    ReadingBoard board(RunId run, int attempt) {
        return new ReadingBoard(area, run, attempt, keys.getOrCreate(run));
    }

    public Clock clock() {
        return clock;
    }

    /** A new, still unconnected expedition into all sources. */
    public Expedition expedition() {
        return new Expedition(landscape, Secrets.ofProcess(), config.extractor(), clock);
    }

    AttemptClaim claim(RunId run, int attempt) {
        return new AttemptClaim(area, run, attempt, instance, UUID.randomUUID().toString(), clock);
    }

    /** Samples for a run, which end with its key. */
    SampleFile samples(RunId run, int attempt) {
        return new SampleFile(
                new BatchFiles(area),
                StagingLayout.samples(run, attempt),
                keys.getOrCreate(run),
                config.extractor().sampleCharacters());
    }

    /** Samples for a request, under a key of their own that whoever has judged them destroys. */
    SampleFile samples(String requestId) {
        return new SampleFile(
                new BatchFiles(area),
                StagingLayout.classification(requestId, StagingLayout.SAMPLES),
                keys.getOrCreateForRequest(requestId),
                config.extractor().sampleCharacters());
    }

    TableBatches.Order order(RunId run, int attempt) {
        return new TableBatches.Order(
                run,
                attempt,
                instance,
                keys.getOrCreate(run),
                new BatchFiles(area),
                new BatchLimits(
                        config.extractor().batchRows(), config.extractor().batchBytes()),
                clock);
    }

    /** @throws ExtractionException when the sources must not be read at this time of day */
    void checkWindow() {
        config.extractor()
                .extractBetween()
                .map(ReadingWindow::parse)
                .filter(window -> !window.contains(LocalTime.now(clock.withZone(ZoneOffset.UTC))))
                .ifPresent(window -> {
                    throw new ExtractionException(
                            ExtractorCode.OUTSIDE_WINDOW,
                            "sources may be read only between " + window.from() + " and " + window.to() + " UTC");
                });
    }
}
