package dev.datamig.coordinator.report;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.coordinator.saga.PhaseTimes;
import dev.datamig.coordinator.view.TableView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did. Names, counts and times; never a value of the data.
 *
 * @param summary the report in plain sentences
 * @param durationSeconds from the start of the work to its end, or until now
 * @param snapshotSkewSeconds between the first and the last store's snapshot
 * @param checksums of what decided the run: rules files, landscape
 * @param keyIds tell keys apart without telling them
 * @param planWarnings what the last plan of each store found that does not stop a load but will be felt
 * @param failure why the run ended as it did
 * @param failures everything that failed on the way, overcome or not
 */
public record MigrationReport(
        RunId run,
        District district,
        RunState state,
        List<String> summary,
        RunOptions options,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        double durationSeconds,
        Totals totals,
        List<StoreLine> stores,
        double snapshotSkewSeconds,
        List<PhaseLine> phases,
        List<TableLine> tables,
        List<ColumnLine> columns,
        List<GroupLine> kAnonymity,
        List<FindingLine> findings,
        List<PlanWarning> planWarnings,
        @Nullable Failure failure,
        List<FailureLine> failures,
        List<AuditLine> audit,
        Map<String, String> checksums,
        Map<String, String> keyIds) {

    /** @param rows owned and reference rows together */
    public record Totals(
            int tables,
            long rows,
            long owned,
            long reference,
            long personalValuesReplaced,
            long leaksFound,
            long rowsLoaded) {}

    /** @param loaded rows that CERT holds because of this run: inserted and updated */
    public record StoreLine(
            String name,
            @Nullable StoreKind kind,
            int tables,
            long owned,
            long reference,
            long extracted,
            long loaded,
            long unchanged,
            @Nullable Instant snapshotAt) {}

    public record PhaseLine(
            Phase phase,
            PhaseTimes.State state,
            long rowsDone,
            long rowsExpected,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            double seconds,
            int attempts) {}

    /**
     * @param matched reference rows that CERT had already, under another key or with other contents
     * @param undone what the undo did, when there was one
     */
    public record TableLine(
            TableId table,
            long owned,
            long reference,
            long extracted,
            long anonymized,
            long validated,
            long inserted,
            long updated,
            long unchanged,
            long matched,
            TableView.@Nullable Undone undone) {}

    /**
     * Empty texts where nothing applies.
     *
     * @param reason why the column was taken for its class
     * @param distinctBefore different values in PROD's subset, absent for columns that are kept and until the set is validated
     * @param distinctAfter different values after masking
     * @param estimated whether one of the two is an estimate
     * @param uniqueness for a unique column: what was counted, and by what construction values stay apart
     */
    public record ColumnLine(
            TableId table,
            String column,
            String dataClass,
            String reason,
            String rule,
            String strategy,
            long values,
            long replaced,
            @Nullable Long distinctBefore,
            @Nullable Long distinctAfter,
            boolean estimated,
            String uniqueness) {}

    /**
     * How many masked rows share their values of a quasi-identifier.
     *
     * @param k how many are to share them at least
     * @param smallest rows of the smallest group
     * @param groupsBelow groups of fewer than {@code k} rows, with {@code rowsBelow} rows
     */
    public record GroupLine(
            String name,
            TableId table,
            List<String> columns,
            int k,
            long rows,
            long groups,
            long smallest,
            long groupsBelow,
            long rowsBelow) {}

    public record FindingLine(
            Phase phase,
            String check,
            Finding.Severity severity,
            @Nullable TableId table,
            @Nullable String column,
            long count,
            String message) {}

    public record PlanWarning(String store, String message) {}

    public record FailureLine(
            Instant at,
            Phase phase,
            String service,
            @Nullable String store,
            @Nullable TableId table,
            int attempt,
            Failure failure) {}

    public record AuditLine(Instant at, String actor, String what) {}
}
