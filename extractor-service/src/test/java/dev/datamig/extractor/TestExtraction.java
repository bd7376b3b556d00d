package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** The whole flow of an extraction without its doors: what it says is kept, and may be answered at once. */
public final class TestExtraction {

    public static final RunId RUN = RunId.of(Instant.EPOCH, 1);

    private final Path folder;
    private final String landscape;
    private Consumer<HelpToRead> caller = call -> {};
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    private final List<BatchManifest> passed = Collections.synchronizedList(new ArrayList<>());

    public TestExtraction(Path folder, String landscape) {
        this.folder = folder;
        this.landscape = landscape;
    }

    /** Extracts district 1; {@code listener} hears each outcome before the work goes on. */
    public void run(int attempt, ExtractorConfig.Reading limits, Consumer<Outcome> listener) {
        run(attempt, false, limits, listener);
    }

    /** Passes no batch on before the last one is there, when that is asked for. */
    void run(int attempt, boolean readFirst, ExtractorConfig.Reading limits, Consumer<Outcome> listener) {
        outcomes.clear();
        passed.clear();
        new ExtractFlow(surroundings(limits), telling(listener))
                .extract(new ExtractDistrict(RUN, attempt, new District("1", "one"), readFirst));
    }

    /** Batches for who comes next. */
    List<BatchManifest> passed() {
        return List.copyOf(passed);
    }

    /** Analyses the stores instead. */
    void analyze(ExtractorConfig.Reading limits) {
        outcomes.clear();
        new RequestFlow(surroundings(limits), telling(outcome -> {})).analyze(new AnalyzeStores("request", true));
    }

    private Surroundings surroundings(ExtractorConfig.Reading limits) {
        try {
            Path file = Files.writeString(folder.resolve("landscape.yaml"), landscape);
            return new Surroundings(new TestConfig(file, folder.resolve("staging"), limits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Announcements telling(Consumer<Outcome> listener) {
        return new Announcements() {
            @Override
            public void outcome(Outcome outcome) {
                outcomes.add(outcome);
                listener.accept(outcome);
            }

            @Override
            public void batches(List<BatchManifest> manifests, List<Outcome.BatchExtracted> told) {
                passed.addAll(manifests);
                told.forEach(this::outcome);
            }

            @Override
            public void call(HelpToRead call) {
                caller.accept(call);
            }
        };
    }

    /** Who hears the calls for helpers. */
    public void onCall(Consumer<HelpToRead> hearing) {
        caller = hearing;
    }

    /** Another instance that may help. */
    HelpFlow helper(ExtractorConfig.Reading limits) {
        return new HelpFlow(
                new Surroundings(new TestConfig(folder.resolve("landscape.yaml"), folder.resolve("staging"), limits)));
    }

    public void run(int attempt, ExtractorConfig.Reading limits) {
        run(attempt, limits, outcome -> {});
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    public Outcome last() {
        return outcomes.get(outcomes.size() - 1);
    }

    public StagingArea area() {
        return StagingArea.open(folder.resolve("staging").toString());
    }

    public ExtractionManifest manifest() {
        return Json.read(area().get(StagingLayout.extractionManifest(RUN)).orElseThrow(), ExtractionManifest.class);
    }

    DataKey runKey() {
        return new RunKeys(area(), new DataKey(HexFormat.of().parseHex(TestConfig.KEY)))
                .find(RUN)
                .orElseThrow();
    }

    /** All rows of a table, in the order of its batches. */
    public List<Object[]> rows(String table) {
        DataKey key = runKey();
        List<Object[]> rows = new ArrayList<>();
        for (BatchManifest batch : manifest().batches()) {
            if (batch.table().name().equals(table)) {
                try (BatchReader reader = new BatchFiles(area()).readVerified(batch.file(), batch.sha256(), key)) {
                    for (Object[] row = reader.next(); row != null; row = reader.next()) {
                        rows.add(row);
                    }
                }
            }
        }
        return rows;
    }
}
