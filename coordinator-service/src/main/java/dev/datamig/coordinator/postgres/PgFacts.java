package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what outcomes say about a run's tables, columns, findings and failures: a few statements, however many outcomes. */
@ApplicationScoped
public class PgFacts {

    private final PgOutbox outbox;

    public PgFacts(PgOutbox outbox) {
        this.outbox = outbox;
    }

    public void write(Connection connection, Facts facts, Instant now) throws SQLException {
        totals(connection, facts);
        counts(connection, facts);
        loads(connection, facts.run, "planned", facts.planned);
        loads(connection, facts.run, "loaded", facts.loaded);
        loads(connection, facts.run, "undone", facts.undone);
        plans(connection, facts);
        columns(connection, facts);
        findings(connection, facts);
        problems(connection, facts, now);
        failures(connection, facts.run, facts.failures, false, now);
        for (var manifest : facts.deferred) {
            outbox.defer(connection, manifest);
        }
    }

    /** Forgets the numbers of attempts that were given up. */
    public void startOver(Connection connection, RunId run) throws SQLException {
        for (String table : new String[] {"run_table", "run_column", "run_finding", "run_plan", "deferred_batch"}) {
            Sql.update(connection, "delete from " + table + " where run_id = ?", run.value());
        }
    }

    /** How far a load has come with a table. */
    public void loadProgress(Connection connection, RunId run, TableId table, long done, long expected)
            throws SQLException {
        Sql.update(
                connection,
                "update run_table set load_done = ?, load_expected = ? where run_id = ? and store = ? and name = ?",
                done,
                expected,
                run.value(),
                table.store(),
                table.name());
    }

    private static void totals(Connection connection, Facts facts) throws SQLException {
        Rows rows = new Rows(connection, """
                insert into run_table (run_id, store, name, owned, reference, batches) values (?, ?, ?, ?, ?, ?)
                on conflict (run_id, store, name) do update set owned = excluded.owned, reference = excluded.reference,
                    batches = greatest(run_table.batches, excluded.batches)""");
        try (rows) {
            for (var t : facts.totals.values()) {
                rows.add(facts.run.value(), t.table().store(), t.table().name(), t.owned(), t.reference(), t.batches());
            }
        }
    }

    private static void counts(Connection connection, Facts facts) throws SQLException {
        Rows rows = new Rows(connection, """
                insert into run_table (run_id, store, name, extracted, extracted_batches, anonymized, anonymized_batches,
                    validated, validated_batches) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run_id, store, name) do update set
                    extracted = run_table.extracted + excluded.extracted,
                    extracted_batches = run_table.extracted_batches + excluded.extracted_batches,
                    anonymized = run_table.anonymized + excluded.anonymized,
                    anonymized_batches = run_table.anonymized_batches + excluded.anonymized_batches,
                    validated = run_table.validated + excluded.validated,
                    validated_batches = run_table.validated_batches + excluded.validated_batches""");
        try (rows) {
            for (var entry : facts.counts.entrySet()) {
                TableCounts c = entry.getValue();
                rows.add(
                        facts.run.value(),
                        entry.getKey().store(),
                        entry.getKey().name(),
                        c.extracted,
                        c.extractedBatches,
                        c.anonymized,
                        c.anonymizedBatches,
                        c.validated,
                        c.validatedBatches);
            }
        }
    }

    /** @param column {@code planned}, {@code loaded} or {@code undone} */
    private static void loads(Connection connection, RunId run, String column, Map<TableId, TableLoad> loads)
            throws SQLException {
        Rows rows = new Rows(
                connection,
                "insert into run_table (run_id, store, name, " + column + ") values (?, ?, ?, ?::jsonb) "
                        + "on conflict (run_id, store, name) do update set " + column + " = excluded." + column);
        try (rows) {
            for (TableLoad load : loads.values()) {
                rows.add(run.value(), load.table().store(), load.table().name(), Json.write(load));
            }
        }
    }

    private static void plans(Connection connection, Facts facts) throws SQLException {
        Rows rows = new Rows(
                connection,
                "insert into run_plan values (?, ?, ?::jsonb) on conflict (run_id, store) do update set plan = excluded.plan");
        try (rows) {
            for (var plan : facts.plans.entrySet()) {
                rows.add(facts.run.value(), plan.getKey(), Json.write(plan.getValue()));
            }
        }
    }

    private static void columns(Connection connection, Facts facts) throws SQLException {
        Rows rows = new Rows(connection, """
                insert into run_column values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run_id, store, name, column_name, data_class, rule, strategy) do update set
                    "values" = run_column."values" + excluded."values", replaced = run_column.replaced + excluded.replaced""");
        try (rows) {
            for (var entry : facts.columns.entrySet()) {
                Facts.ColumnKey key = entry.getKey();
                rows.add(
                        facts.run.value(),
                        key.table().store(),
                        key.table().name(),
                        key.column(),
                        key.dataClass(),
                        key.rule(),
                        key.strategy(),
                        entry.getValue().values(),
                        entry.getValue().replaced());
            }
        }
    }

    private static void findings(Connection connection, Facts facts) throws SQLException {
        Rows rows = new Rows(connection, """
                insert into run_finding values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run_id, phase, "check", severity, table_id, column_name, message) do update set
                    count = run_finding.count + excluded.count""");
        try (rows) {
            for (var entry : facts.findings.entrySet()) {
                Facts.FindingKey key = entry.getKey();
                rows.add(
                        facts.run.value(),
                        key.phase().name(),
                        key.check(),
                        key.severity(),
                        key.table(),
                        key.column(),
                        key.message(),
                        entry.getValue());
            }
        }
    }

    private static void problems(Connection connection, Facts facts, Instant now) throws SQLException {
        for (Map.Entry<String, List<Facts.Failed>> plan : facts.problems.entrySet()) {
            Sql.update(
                    connection,
                    "delete from run_failure where run_id = ? and store = ? and of_plan",
                    facts.run.value(),
                    plan.getKey());
            failures(connection, facts.run, plan.getValue(), true, now);
        }
    }

    private static void failures(
            Connection connection, RunId run, List<Facts.Failed> failures, boolean ofPlan, Instant now)
            throws SQLException {
        Rows rows = new Rows(connection, """
                insert into run_failure (run_id, at, phase, service, store, table_id, attempt, category, code, message, hint, of_plan)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        try (rows) {
            for (Facts.Failed f : failures) {
                TableId table = f.table();
                rows.add(
                        run.value(),
                        now,
                        f.phase().name(),
                        f.service(),
                        f.store(),
                        table == null ? null : table.text(),
                        f.attempt(),
                        f.failure().category().name(),
                        f.failure().code(),
                        f.failure().message(),
                        f.failure().hint(),
                        ofPlan);
            }
        }
    }

    /** A statement that is executed for many rows at once, when it is closed; not at all when there are none. */
    private static final class Rows implements AutoCloseable {
        private final Connection connection;
        private final String sql;
        private @Nullable PreparedStatement statement;

        Rows(Connection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        void add(@Nullable Object... values) throws SQLException {
            PreparedStatement open = statement;
            if (open == null) {
                open = connection.prepareStatement(sql);
                statement = open;
            }
            Sql.bind(open, values);
            open.addBatch();
        }

        @Override
        public void close() throws SQLException {
            PreparedStatement open = statement;
            if (open != null) {
                try (open) {
                    open.executeBatch();
                }
            }
        }
    }
}
