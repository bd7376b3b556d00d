package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is known of a run's tables, columns, findings and failures. */
@ApplicationScoped
public class PgFigures {

    /** A table of a run. {@code planned}, {@code loaded} and {@code undone} are null until the loader has said so. */
    public record TableFigures(
            TableId table,
            long owned,
            long reference,
            int batches,
            long extracted,
            int extractedBatches,
            long anonymized,
            int anonymizedBatches,
            long validated,
            int validatedBatches,
            long loadDone,
            long loadExpected,
            @Nullable TableLoad planned,
            @Nullable TableLoad loaded,
            @Nullable TableLoad undone) {}

    /** What masking did to a column over all batches; empty texts where nothing applies. */
    public record ColumnFigures(
            TableId table, String column, String dataClass, String rule, String strategy, long values, long replaced) {}

    /** A finding, with the phase in which it was made. */
    public record FoundIn(Phase phase, Finding finding) {}

    /** A failure, also one that was overcome. */
    public record FailureNote(
            Instant at,
            Phase phase,
            String service,
            @Nullable String store,
            @Nullable TableId table,
            int attempt,
            FailureCategory category,
            String code,
            String message,
            String hint) {}

    public List<TableFigures> tables(Connection connection, RunId run) throws SQLException {
        return Sql.list(
                connection,
                "select * from run_table where run_id = ? order by store, name",
                row -> new TableFigures(
                        new TableId(row.getString("store"), row.getString("name")),
                        row.getLong("owned"),
                        row.getLong("reference"),
                        row.getInt("batches"),
                        row.getLong("extracted"),
                        row.getInt("extracted_batches"),
                        row.getLong("anonymized"),
                        row.getInt("anonymized_batches"),
                        row.getLong("validated"),
                        row.getInt("validated_batches"),
                        row.getLong("load_done"),
                        row.getLong("load_expected"),
                        load(row, "planned"),
                        load(row, "loaded"),
                        load(row, "undone")),
                run.value());
    }

    private static @Nullable TableLoad load(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        return json == null ? null : Json.read(json, TableLoad.class);
    }

    public List<ColumnFigures> columns(Connection connection, RunId run) throws SQLException {
        return Sql.list(
                connection,
                "select * from run_column where run_id = ? order by store, name, column_name, strategy",
                row -> new ColumnFigures(
                        new TableId(row.getString("store"), row.getString("name")),
                        row.getString("column_name"),
                        row.getString("data_class"),
                        row.getString("rule"),
                        row.getString("strategy"),
                        row.getLong("values"),
                        row.getLong("replaced")),
                run.value());
    }

    /** What the loader said that a load would do, by store. */
    public Map<String, StorePlan> plans(Connection connection, RunId run) throws SQLException {
        Map<String, StorePlan> plans = new TreeMap<>();
        Sql.list(
                connection,
                "select store, plan from run_plan where run_id = ?",
                row -> plans.put(row.getString("store"), Json.read(row.getString("plan"), StorePlan.class)),
                run.value());
        return plans;
    }

    /** A run's rows, summed over its tables. */
    public record Sums(long expected, long extracted, long anonymized, long validated, long loaded) {
        public static final Sums NOTHING = new Sums(0, 0, 0, 0, 0);
    }

    public Map<RunId, Sums> sums(Connection connection, Collection<RunId> runs) throws SQLException {
        Map<RunId, Sums> sums = new HashMap<>();
        Sql.list(
                connection,
                """
                select run_id, sum(owned + reference) as expected, sum(extracted) as extracted, sum(anonymized) as anonymized,
                    sum(validated) as validated, sum(case when loaded is null then load_done else
                        (loaded->>'inserted')::bigint + (loaded->>'updated')::bigint + (loaded->>'unchanged')::bigint
                        + (loaded->>'matched')::bigint end) as loaded
                from run_table where run_id = any(?::text[]) group by run_id""",
                row -> sums.put(
                        new RunId(row.getString("run_id")),
                        new Sums(
                                row.getLong("expected"),
                                row.getLong("extracted"),
                                row.getLong("anonymized"),
                                row.getLong("validated"),
                                row.getLong("loaded"))),
                (Object) runs.stream().map(RunId::value).toArray(String[]::new));
        return sums;
    }

    /** The worst first. */
    public List<FoundIn> findings(Connection connection, RunId run) throws SQLException {
        return Sql.list(
                connection,
                """
                select * from run_finding where run_id = ?
                order by array_position(array['ERROR', 'WARNING', 'INFO'], severity), "check", table_id, column_name""",
                row -> new FoundIn(
                        Phase.valueOf(row.getString("phase")),
                        new Finding(
                                row.getString("check"),
                                Finding.Severity.valueOf(row.getString("severity")),
                                tableOrNull(row.getString("table_id")),
                                nullWhenEmpty(row.getString("column_name")),
                                row.getLong("count"),
                                row.getString("message"))),
                run.value());
    }

    public List<FailureNote> failures(Connection connection, RunId run) throws SQLException {
        return Sql.list(
                connection,
                "select * from run_failure where run_id = ? order by id limit 500",
                row -> new FailureNote(
                        Sql.instant(row, "at"),
                        Phase.valueOf(row.getString("phase")),
                        row.getString("service"),
                        row.getString("store"),
                        tableOrNull(row.getString("table_id")),
                        row.getInt("attempt"),
                        FailureCategory.valueOf(row.getString("category")),
                        row.getString("code"),
                        row.getString("message"),
                        row.getString("hint")),
                run.value());
    }

    /** The newest run whose columns were masked. */
    public Optional<RunId> lastMasked(Connection connection) throws SQLException {
        return Sql.first(connection, """
                select r.id from run r where exists (select 1 from run_column c where c.run_id = r.id)
                order by r.sequence desc limit 1""", row -> new RunId(row.getString(1)));
    }

    private static @Nullable TableId tableOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : TableId.of(text);
    }

    private static @Nullable String nullWhenEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
