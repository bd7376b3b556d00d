package dev.datamig.coordinator.report;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.StagingArea;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the anonymizer and the validator left in the staging area about columns: why a column was taken for personal, and how many
 * different values it had before and has after. Empty as long as they have not.
 */
final class ColumnEvidence {

    static final ColumnEvidence NONE = new ColumnEvidence(null, Map.of(), Map.of(), List.of());

    private final @Nullable String maskingKey;
    private final Map<Place, Judged> judged;
    private final Map<Place, Counted> counted;
    private final List<MigrationReport.GroupLine> groups;

    private record Place(TableId table, String column) {}

    private record Judgement(@Nullable String maskingKey, List<Judged> columns) {}

    /** As the anonymizer writes it. */
    private record Judged(
            TableId table,
            String column,
            @Nullable String reason,
            @Nullable String apart) {}

    private record Validation(List<Counted> columns, List<MigrationReport.GroupLine> kAnonymity) {}

    /** As the validator writes it. */
    record Counted(
            TableId table,
            String column,
            long distinctBefore,
            boolean exactBefore,
            long distinctAfter,
            boolean exactAfter,
            boolean unique) {

        boolean exact() {
            return exactBefore && exactAfter;
        }
    }

    private ColumnEvidence(
            @Nullable String maskingKey,
            Map<Place, Judged> judged,
            Map<Place, Counted> counted,
            List<MigrationReport.GroupLine> groups) {
        this.maskingKey = maskingKey;
        this.judged = judged;
        this.counted = counted;
        this.groups = groups;
    }

    static ColumnEvidence of(StagingArea staging, RunId run, int attempt) {
        var judged = new HashMap<Place, Judged>();
        Optional<Judgement> judgement = read(staging, StagingLayout.classification(run, attempt), Judgement.class);
        judgement.ifPresent(found ->
                found.columns().forEach(column -> judged.put(new Place(column.table(), column.column()), column)));
        var counted = new HashMap<Place, Counted>();
        Optional<Validation> validation =
                read(staging, StagingLayout.report(run, "validation-report.json"), Validation.class);
        validation.ifPresent(found ->
                found.columns().forEach(column -> counted.put(new Place(column.table(), column.column()), column)));
        return new ColumnEvidence(
                judgement.map(Judgement::maskingKey).orElse(null),
                judged,
                counted,
                validation.map(Validation::kAnonymity).orElse(List.of()));
    }

    private static <T> Optional<T> read(StagingArea staging, String path, Class<T> type) {
        return staging.get(path).map(json -> Json.read(json, type));
    }

    /** The id of the key under which fakes were made. */
    @Nullable
    String maskingKey() {
        return maskingKey;
    }

    /** How many rows share their values of each quasi-identifier. */
    List<MigrationReport.GroupLine> groups() {
        return groups;
    }

    /** Why the column was taken for what it is; empty when nobody said. */
    String reason(TableId table, String column) {
        Judged found = judged.get(new Place(table, column));
        return found == null || found.reason() == null ? "" : found.reason();
    }

    @Nullable
    Counted counted(TableId table, String column) {
        return counted.get(new Place(table, column));
    }

    /** In words: what was counted in a unique column and why fakes could not meet; empty for others. */
    String uniqueness(TableId table, String column) {
        Counted count = counted.get(new Place(table, column));
        if (count == null || !count.unique() || count.distinctAfter() == 0) {
            return "";
        }
        Judged found = judged.get(new Place(table, column));
        String why = found == null || found.apart() == null ? "" : "; kept apart by " + found.apart();
        return count.distinctBefore() == count.distinctAfter()
                ? String.format(
                        Locale.ROOT, "unique: %,d different values before and after%s", count.distinctAfter(), why)
                : String.format(
                        Locale.ROOT,
                        "unique: %s%,d different values before, %,d after%s",
                        count.exactBefore() ? "" : "about ",
                        count.distinctBefore(),
                        count.distinctAfter(),
                        why);
    }
}
