package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What outcomes of one run say about its tables, columns and findings, summed up so that it is written at once. Order does not
 * matter: counters add up, totals replace. Not for several threads.
 */
public final class Facts {

    /** What tells a column's tallies apart. */
    record ColumnKey(TableId table, String column, String dataClass, String rule, String strategy) {}

    /** What tells findings apart. */
    record FindingKey(Phase phase, String check, String severity, String table, String column, String message) {}

    /** A sum of values and how many of them were replaced. */
    record Masked(long values, long replaced) {
        Masked plus(Masked more) {
            return new Masked(values + more.values, replaced + more.replaced);
        }
    }

    /** What failed. */
    record Failed(
            Phase phase,
            String service,
            @Nullable String store,
            @Nullable TableId table,
            int attempt,
            Failure failure) {}

    final RunId run;
    final Map<TableId, TableTotal> totals = new HashMap<>();
    final Map<TableId, TableCounts> counts = new HashMap<>();
    final Map<ColumnKey, Masked> columns = new HashMap<>();
    final Map<FindingKey, Long> findings = new HashMap<>();
    final List<Failed> failures = new ArrayList<>();

    /** By store what its last plan has found in the way: an earlier one may have met what other stores have settled since. */
    final Map<String, List<Failed>> problems = new HashMap<>();

    final List<BatchManifest> deferred = new ArrayList<>();
    final Map<TableId, TableLoad> planned = new HashMap<>();
    final Map<String, StorePlan> plans = new HashMap<>();
    final Map<TableId, TableLoad> loaded = new HashMap<>();
    final Map<TableId, TableLoad> undone = new HashMap<>();

    public Facts(RunId run) {
        this.run = run;
    }

    /** Takes an outcome of the current attempt in. */
    public void take(Outcome.OfRun outcome) {
        switch (outcome) {
            case Outcome.ExtractionStarted o -> {
                o.tables().forEach(t -> totals.put(t.table(), t));
                o.findings().forEach(finding -> find(Phase.EXTRACT, finding));
            }
            case Outcome.ExtractionCompleted o -> o.tables().forEach(t -> totals.put(t.table(), t));
            case Outcome.BatchExtracted o -> of(o.batch().table()).extracted(o.batch());
            case Outcome.RunClassified o ->
                o.warnings()
                        .forEach(warning -> find(
                                Phase.ANONYMIZE,
                                new Finding("ANO-RULES", Finding.Severity.INFO, null, null, 1, warning)));
            case Outcome.BatchAnonymized o -> {
                of(o.batch().table()).anonymized(o.batch());
                o.columns().forEach(tally -> mask(o.batch().table(), tally));
            }
            case Outcome.BatchDeferred o -> deferred.add(o.manifest());
            case Outcome.BatchValidated o -> {
                of(o.batch().table()).validated(o.batch());
                o.findings().forEach(finding -> find(Phase.VALIDATE, finding));
            }
            case Outcome.SetValidated o -> o.findings().forEach(finding -> find(Phase.VALIDATE, finding));
            case Outcome.TargetAudited o -> o.findings().forEach(finding -> find(Phase.VERIFY, finding));
            case Outcome.LoadPlanned o -> {
                o.tables().forEach(t -> planned.put(t.table(), t));
                if (o.plan() != null) {
                    plans.put(o.store(), o.plan());
                }
                problems.put(
                        o.store(),
                        o.problems().stream()
                                .map(problem -> new Failed(Phase.LOAD, "loader", o.store(), null, o.attempt(), problem))
                                .toList());
            }
            case Outcome.StoreLoaded o -> o.tables().forEach(t -> loaded.put(t.table(), t));
            case Outcome.UndoChecked o ->
                o.problems()
                        .forEach(problem ->
                                failures.add(new Failed(Phase.LOAD, "loader", o.store(), null, o.attempt(), problem)));
            case Outcome.StoreUndone o -> o.tables().forEach(t -> undone.put(t.table(), t));
            case Outcome.CommitWithheld o -> {
                // what stands in the way is told by the other store
            }
            case Outcome.WorkFailed o -> failures.add(failed(o));
        }
    }

    private static Failed failed(Outcome.WorkFailed o) {
        BatchManifest batch = o.batch();
        return new Failed(
                o.phase(), o.service(), o.store(), batch == null ? null : batch.table(), o.attempt(), o.failure());
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return totals.isEmpty()
                && counts.isEmpty()
                && columns.isEmpty()
                && findings.isEmpty()
                && failures.isEmpty()
                && problems.isEmpty()
                && deferred.isEmpty()
                && planned.isEmpty()
                && plans.isEmpty()
                && loaded.isEmpty()
                && undone.isEmpty();
    }

    /** Forgets the counters of an attempt that is given up; what failed stays known. */
    public void startOver() {
        totals.clear();
        counts.clear();
        columns.clear();
        findings.clear();
        deferred.clear();
        planned.clear();
        plans.clear();
        loaded.clear();
        undone.clear();
    }

    private TableCounts of(TableId table) {
        return counts.computeIfAbsent(table, key -> new TableCounts());
    }

    private void mask(TableId table, ColumnTally tally) {
        var key = new ColumnKey(
                table, tally.column(), orEmpty(tally.dataClass()), orEmpty(tally.rule()), tally.strategy());
        columns.merge(key, new Masked(tally.values(), tally.replaced()), Masked::plus);
    }

    private void find(Phase phase, Finding finding) {
        TableId table = finding.table();
        var key = new FindingKey(
                phase,
                finding.check(),
                finding.severity().name(),
                table == null ? "" : table.text(),
                orEmpty(finding.column()),
                finding.message());
        findings.merge(key, finding.count(), Long::sum);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
