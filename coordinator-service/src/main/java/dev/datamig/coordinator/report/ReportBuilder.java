package dev.datamig.coordinator.report;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.PhaseTimes;
import dev.datamig.coordinator.saga.Run;
import dev.datamig.coordinator.view.KeyId;
import dev.datamig.coordinator.view.RunView;
import dev.datamig.coordinator.view.TableView;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers a run's report from what was written down while it ran. */
@ApplicationScoped
public class ReportBuilder {

    private static final int AUDIT_EXCERPT = 200;

    private final PgFigures figures;
    private final PgTrail trail;
    private final Landscape landscape;
    private final StagingArea staging;
    private final Clock clock;
    private final String stagingKeyId;

    ReportBuilder(
            PgFigures figures,
            PgTrail trail,
            Landscape landscape,
            DataKey stagingKey,
            StagingArea staging,
            Clock clock) {
        this.figures = figures;
        this.trail = trail;
        this.landscape = landscape;
        this.staging = staging;
        this.clock = clock;
        this.stagingKeyId = KeyId.of(stagingKey);
    }

    public MigrationReport build(Connection connection, RunRow row) throws SQLException {
        Run run = row.run();
        Instant now = Instant.now(clock);
        List<MigrationReport.TableLine> tables = figures.tables(connection, run.id()).stream()
                .map(ReportBuilder::line)
                .toList();
        ColumnEvidence evidence = ColumnEvidence.of(staging, run.id(), run.attempt());
        List<MigrationReport.ColumnLine> columns = figures.columns(connection, run.id()).stream()
                .map(c -> line(c, evidence))
                .toList();
        List<MigrationReport.FindingLine> findings = findings(connection, run);
        PgFigures.Sums sums =
                figures.sums(connection, List.of(run.id())).getOrDefault(run.id(), PgFigures.Sums.NOTHING);
        MigrationReport.Totals totals = totals(tables, columns, findings);
        List<MigrationReport.StoreLine> stores = stores(run, tables);
        List<MigrationReport.PhaseLine> phases = phases(run, sums, now);
        Instant end = run.finishedAt();
        double seconds = row.startedAt() == null ? 0 : seconds(row.startedAt(), end == null ? now : end);
        return new MigrationReport(
                run.id(),
                run.district(),
                run.state(),
                Summary.of(run, totals, stores, seconds),
                run.options(),
                row.requestedBy(),
                row.createdAt(),
                row.startedAt(),
                end,
                seconds,
                totals,
                stores,
                skew(run.snapshots()),
                phases,
                tables,
                columns,
                evidence.groups(),
                findings,
                planWarnings(connection, run),
                run.failure(),
                failures(connection, run),
                audit(connection, run),
                checksums(row),
                keyIds(evidence));
    }

    private Map<String, String> keyIds(ColumnEvidence evidence) {
        Map<String, String> ids = new TreeMap<>();
        ids.put("staging", stagingKeyId);
        String masking = evidence.maskingKey();
        if (masking != null) {
            ids.put("masking", masking);
        }
        return ids;
    }

    private static MigrationReport.ColumnLine line(PgFigures.ColumnFigures c, ColumnEvidence evidence) {
        ColumnEvidence.Counted counted = evidence.counted(c.table(), c.column());
        return new MigrationReport.ColumnLine(
                c.table(),
                c.column(),
                c.dataClass(),
                c.dataClass().isEmpty() ? "" : evidence.reason(c.table(), c.column()),
                c.rule(),
                c.strategy(),
                c.values(),
                c.replaced(),
                counted == null ? null : counted.distinctBefore(),
                counted == null ? null : counted.distinctAfter(),
                counted != null && !counted.exact(),
                evidence.uniqueness(c.table(), c.column()));
    }

    private static MigrationReport.TableLine line(PgFigures.TableFigures t) {
        TableLoad loaded = t.undone() == null ? t.loaded() : null;
        return new MigrationReport.TableLine(
                t.table(),
                t.owned(),
                t.reference(),
                t.extracted(),
                t.anonymized(),
                t.validated(),
                loaded == null ? 0 : loaded.inserted(),
                loaded == null ? 0 : loaded.updated(),
                loaded == null ? 0 : loaded.unchanged(),
                loaded == null ? 0 : loaded.matched(),
                TableView.Undone.of(t.undone()));
    }

    private List<MigrationReport.FindingLine> findings(Connection connection, Run run) throws SQLException {
        return figures.findings(connection, run.id()).stream()
                .map(f -> new MigrationReport.FindingLine(
                        f.phase(),
                        f.finding().check(),
                        f.finding().severity(),
                        f.finding().table(),
                        f.finding().column(),
                        f.finding().count(),
                        f.finding().message()))
                .toList();
    }

    private static MigrationReport.Totals totals(
            List<MigrationReport.TableLine> tables,
            List<MigrationReport.ColumnLine> columns,
            List<MigrationReport.FindingLine> findings) {
        long owned = tables.stream().mapToLong(MigrationReport.TableLine::owned).sum();
        long reference =
                tables.stream().mapToLong(MigrationReport.TableLine::reference).sum();
        return new MigrationReport.Totals(
                (int) tables.stream().filter(t -> t.owned() + t.reference() > 0).count(),
                owned + reference,
                owned,
                reference,
                columns.stream().mapToLong(MigrationReport.ColumnLine::replaced).sum(),
                findings.stream()
                        .filter(ReportBuilder::isLeak)
                        .mapToLong(MigrationReport.FindingLine::count)
                        .sum(),
                tables.stream().mapToLong(t -> t.inserted() + t.updated()).sum());
    }

    /** What a leak check objects to; its other findings are matters of information. */
    private static boolean isLeak(MigrationReport.FindingLine finding) {
        return finding.severity() == Finding.Severity.ERROR
                && (finding.check().contains("LEAK") || finding.check().contains("UNMASKED"));
    }

    private List<MigrationReport.StoreLine> stores(Run run, List<MigrationReport.TableLine> tables) {
        return Stream.concat(
                        run.landscape().stream(),
                        tables.stream().map(t -> t.table().store()))
                .distinct()
                .map(name -> store(
                        name,
                        run,
                        tables.stream()
                                .filter(t -> t.table().store().equals(name))
                                .toList()))
                .toList();
    }

    private MigrationReport.StoreLine store(String name, Run run, List<MigrationReport.TableLine> tables) {
        return new MigrationReport.StoreLine(
                name,
                landscape.store(name).map(Store::kind).orElse(null),
                (int) tables.stream().filter(t -> t.owned() + t.reference() > 0).count(),
                tables.stream().mapToLong(MigrationReport.TableLine::owned).sum(),
                tables.stream().mapToLong(MigrationReport.TableLine::reference).sum(),
                tables.stream().mapToLong(MigrationReport.TableLine::extracted).sum(),
                tables.stream().mapToLong(t -> t.inserted() + t.updated()).sum(),
                tables.stream().mapToLong(t -> t.unchanged() + t.matched()).sum(),
                snapshot(name, run.snapshots()));
    }

    private static @Nullable Instant snapshot(String store, List<SnapshotInfo> snapshots) {
        return snapshots.stream()
                .filter(s -> s.store().equals(store))
                .map(SnapshotInfo::at)
                .findFirst()
                .orElse(null);
    }

    private static double skew(List<SnapshotInfo> snapshots) {
        Comparator<Instant> order = Comparator.naturalOrder();
        return snapshots.stream()
                .map(SnapshotInfo::at)
                .max(order)
                .map(last -> seconds(
                        snapshots.stream().map(SnapshotInfo::at).min(order).orElse(last), last))
                .orElse(0.0);
    }

    /** Who reads the report sees its own phase done, for then it is. */
    private static List<MigrationReport.PhaseLine> phases(Run run, PgFigures.Sums sums, Instant now) {
        return RunView.phases(run, sums).stream()
                .map(p -> new MigrationReport.PhaseLine(
                        p.phase(),
                        p.phase() == Phase.REPORT && p.state() == PhaseTimes.State.RUNNING
                                ? PhaseTimes.State.DONE
                                : p.state(),
                        p.rowsDone(),
                        p.rowsExpected(),
                        p.startedAt(),
                        p.finishedAt(),
                        p.startedAt() == null
                                ? 0
                                : seconds(p.startedAt(), p.finishedAt() == null ? now : p.finishedAt()),
                        p.attempts()))
                .toList();
    }

    private List<MigrationReport.PlanWarning> planWarnings(Connection connection, Run run) throws SQLException {
        return figures.plans(connection, run.id()).entrySet().stream()
                .flatMap(plan -> plan.getValue().warnings().stream()
                        .map(warning -> new MigrationReport.PlanWarning(plan.getKey(), warning)))
                .toList();
    }

    private List<MigrationReport.FailureLine> failures(Connection connection, Run run) throws SQLException {
        return figures.failures(connection, run.id()).stream()
                .map(f -> new MigrationReport.FailureLine(
                        f.at(),
                        f.phase(),
                        f.service(),
                        f.store(),
                        f.table(),
                        f.attempt(),
                        new Failure(f.category(), f.code(), f.message(), f.hint())))
                .toList();
    }

    private List<MigrationReport.AuditLine> audit(Connection connection, Run run) throws SQLException {
        return trail.trail(connection, run.id(), AUDIT_EXCERPT).stream()
                .map(e -> new MigrationReport.AuditLine(e.at(), e.actor(), e.kind() + ": " + e.what()))
                .toList();
    }

    private Map<String, String> checksums(RunRow row) {
        Map<String, String> checksums = new TreeMap<>(row.pinned());
        checksums.put("landscape", landscape.sha256());
        return checksums;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
