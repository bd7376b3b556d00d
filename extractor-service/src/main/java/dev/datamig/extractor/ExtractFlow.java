package dev.datamig.extractor;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.LeftOut;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.postgres.LooseEnds;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import dev.datamig.staging.StagingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One attempt to extract a district: freeze the sources, find the rows, write the shape, read the rows batch by batch. Announces
 * each step; a failure is announced too, and an attempt that was told to stop ends silently.
 */
@ApplicationScoped
public class ExtractFlow {

    private static final Logger LOG = Logger.getLogger(ExtractFlow.class);
    /** How long to wait before looking again at an attempt that another instance has. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final Announcements announcements;

    public ExtractFlow(Surroundings surroundings, Announcements announcements) {
        this.surroundings = surroundings;
        this.announcements = announcements;
    }

    /** Carries the command out. Does not throw. */
    public void extract(ExtractDistrict command) {
        try {
            AttemptClaim claim = surroundings.claim(command.run(), command.attempt());
            AttemptClaim.Finding finding = claim.take();
            while (finding instanceof AttemptClaim.Finding.Busy) {
                LOG.infof("run %s attempt %d is in other hands; waiting", command.run(), command.attempt());
                Thread.sleep(WAIT);
                finding = claim.take();
            }
            switch (finding) {
                case AttemptClaim.Finding.Ours ours -> work(command, claim);
                case AttemptClaim.Finding.Done done -> announceAgain(done.manifest());
                case AttemptClaim.Finding.Abandoned abandoned -> throw abandoned(command);
                case AttemptClaim.Finding.Busy busy -> throw new IllegalStateException("waited for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(command, abandoned(command));
        } catch (RuntimeException e) {
            fail(command, e);
        }
    }

    private static ExtractionException abandoned(ExtractDistrict command) {
        return new ExtractionException(
                ExtractorCode.ATTEMPT_INTERRUPTED,
                "attempt " + command.attempt() + " of run " + command.run() + " was begun before and did not end");
    }

    private void work(ExtractDistrict command, AttemptClaim claim) {
        try (Expedition expedition = surroundings.expedition();
                StopWatch stop = new StopWatch(
                        surroundings.area(), command.run(), command.attempt(), expedition::cancel, claim::renew)) {
            try {
                if (!stop.stopped()) {
                    extract(command, expedition, claim);
                }
            } catch (RuntimeException e) {
                stop.close();
                claim.giveUp();
                if (!stop.stopped()) {
                    throw claim.spent() ? spoiled(e) : e;
                }
                LOG.infof("run %s attempt %d: stopped as told", command.run(), command.attempt());
            }
        }
    }

    /** Once batches are out, even a passing failure means that the attempt has to be begun anew. */
    private static RuntimeException spoiled(RuntimeException e) {
        Failure failure = failure(e);
        return failure.category() == FailureCategory.TRANSIENT
                ? new ExtractionException(ExtractorCode.SNAPSHOT_LOST, failure.code() + ": " + failure.message())
                : e;
    }

    /** What was announced before, with the same ids. */
    private void announceAgain(ExtractionManifest manifest) {
        announcements.outcome(new Outcome.ExtractionStarted(
                manifest.run(),
                manifest.attempt(),
                manifest.snapshots(),
                manifest.tables().stream()
                        .map(total -> new TableTotal(total.table(), total.owned(), total.reference(), 0))
                        .toList(),
                manifest.findings()));
        announcements.batches(manifest.batches(), RowReading.outcomes(manifest.batches()));
        announcements.outcome(new Outcome.ExtractionCompleted(manifest.run(), manifest.attempt(), manifest.tables()));
    }

    private void extract(ExtractDistrict command, Expedition expedition, AttemptClaim claim) {
        surroundings.checkWindow();
        Stages stages = new Stages(expedition::busy);
        expedition.connect();
        List<SnapshotInfo> snapshots = expedition.freeze();
        Territory territory = expedition.map();
        warn(territory, snapshots);
        stages.ended("connecting");
        LeftOut leftOut = territory.leftOut(new StoresTraveller(territory, expedition.workers()));
        Subset subset = subset(command, territory, leftOut);
        RowSets missed = leftOut.missed();
        stages.ended("closure");
        SubsetTables tables = new SubsetTables(territory, subset);
        List<Finding> findings = new ArrayList<>(findings(territory, subset, missed));
        findings.addAll(tables.findings());
        stages.ended("shape");
        surroundings
                .area()
                .put(
                        StagingLayout.schema(command.run(), command.attempt()),
                        Json.writePretty(tables.runSchema(command.run(), command.attempt())));
        new Sampling(
                        surroundings.samples(command.run(), command.attempt()),
                        surroundings.config().extractor().sampleRows())
                .take(tables, expedition.workers());
        stages.ended("samples");
        claim.spend();
        announcements.outcome(new Outcome.ExtractionStarted(
                command.run(),
                command.attempt(),
                snapshots,
                tables.all().stream().map(table -> table.total(0)).toList(),
                findings));
        List<BatchManifest> batches =
                new RowReading(surroundings, announcements, command).read(expedition, territory, tables.all());
        territory
                .databases()
                .forEach(place -> place.source()
                        .verifyUnmoved(place.catalog().tables().stream()
                                .filter(table -> subset.has(table.id()))
                                .toList()));
        finish(command, snapshots, tables.all(), batches, findings);
        stages.ended("reading");
        stages.log("run %s attempt %d: %d rows in %d batches"
                .formatted(
                        command.run(),
                        command.attempt(),
                        batches.stream().mapToLong(BatchManifest::rows).sum(),
                        batches.size()));
    }

    private static void warn(Territory territory, List<SnapshotInfo> snapshots) {
        territory
                .databases()
                .forEach(place -> place.catalog()
                        .warnings()
                        .forEach(warning ->
                                LOG.warnf("store %s: %s", place.store().name(), warning)));
        snapshots.stream()
                .map(SnapshotInfo::at)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> snapshots.stream()
                        .map(SnapshotInfo::at)
                        .max(Comparator.naturalOrder())
                        .ifPresent(last -> LOG.infof("the snapshots lie %s apart", Duration.between(first, last))));
    }

    private static List<Finding> findings(Territory territory, Subset subset, RowSets missed) {
        List<Finding> findings = new ArrayList<>(territory
                .databases()
                .flatMap(place -> place.looseEnds().findings(subset, missed).stream())
                .toList());
        RowSets loose = new RowSets();
        territory.databases().forEach(place -> loose.addAll(place.looseEnds().leftOut()));
        RowSets more = missed.minus(loose);
        more.tables()
                .forEach(table -> findings.add(new Finding(
                        LooseEnds.CODE,
                        Finding.Severity.WARNING,
                        table,
                        null,
                        more.of(table).size(),
                        "refers to rows that are left out; left out with them, as orphans in the landscape says")));
        return List.copyOf(findings);
    }

    private static Subset subset(ExtractDistrict command, Territory territory, LeftOut leftOut) {
        Roots roots = Expedition.roots(territory, command.district().id());
        if (roots.chosen().isEmpty()) {
            throw new ExtractionException(
                    ExtractorCode.UNKNOWN_DISTRICT, "no store has a root row for the district of run " + command.run());
        }
        return Closure.of(territory.plan(), leftOut.among(roots), leftOut.traveller());
    }

    private void finish(
            ExtractDistrict command,
            List<SnapshotInfo> snapshots,
            List<SubsetTable> tables,
            List<BatchManifest> batches,
            List<Finding> findings) {
        List<TableTotal> totals = tables.stream()
                .map(table -> table.total((int) batches.stream()
                        .filter(batch -> batch.table().equals(table.schema().id()))
                        .count()))
                .toList();
        ExtractionManifest manifest = new ExtractionManifest(
                command.run(),
                command.attempt(),
                command.district(),
                snapshots,
                totals,
                batches,
                surroundings.clock().instant(),
                findings);
        surroundings.area().put(StagingLayout.extractionManifest(command.run()), Json.writePretty(manifest));
        if (command.readFirst()) {
            announcements.batches(batches, List.of());
        }
        announcements.outcome(new Outcome.ExtractionCompleted(command.run(), command.attempt(), totals));
    }

    private void fail(ExtractDistrict command, RuntimeException e) {
        Failure failure = failure(e);
        LOG.errorf(
                e instanceof ExtractionException || e instanceof StagingException ? null : e,
                "run %s attempt %d: %s %s",
                command.run(),
                command.attempt(),
                failure.code(),
                failure.message());
        announcements.outcome(new Outcome.WorkFailed(
                command.run(),
                command.attempt(),
                Phase.EXTRACT,
                "extractor",
                "ExtractDistrict",
                null,
                null,
                failure,
                UUID.randomUUID().toString()));
    }

    /** Any exception as a failure; of one that nobody thought of only the type is told. */
    static Failure failure(RuntimeException e) {
        return switch (e) {
            case ExtractionException known -> known.failure();
            case StagingException known -> known.failure();
            default ->
                new ExtractionException(
                                ExtractorCode.UNEXPECTED,
                                "an unexpected " + e.getClass().getSimpleName())
                        .failure();
        };
    }
}
