package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that were decided on and have not been sent yet. */
@ApplicationScoped
public class PgOutbox {

    /** As many as {@code outbox_lane} has rows. */
    static final int LANES = 8;

    /**
     * A message to be sent.
     *
     * @param run the run it belongs to
     * @param withdrawable whether it is an order that can still be taken back
     */
    public record Draft(
            String topic,
            String key,
            String payload,
            @Nullable String traceparent,
            @Nullable RunId run,
            boolean withdrawable,
            Instant notBefore) {}

    /** A message that is due. */
    public record Letter(
            long id,
            String topic,
            String key,
            String payload,
            @Nullable String traceparent) {}

    /** How much waits, and since when. */
    public record Depth(long messages, double oldestSeconds) {}

    public void add(Connection connection, Draft draft) throws SQLException {
        RunId run = draft.run();
        Sql.update(
                connection,
                """
                insert into outbox (lane, topic, key, payload, traceparent, run_id, withdrawable, not_before)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                Math.floorMod(draft.key().hashCode(), LANES),
                draft.topic(),
                draft.key(),
                draft.payload(),
                draft.traceparent(),
                run == null ? null : run.value(),
                draft.withdrawable(),
                draft.notBefore());
    }

    /** Takes back the run's orders that have not been sent. */
    public int withdraw(Connection connection, RunId run) throws SQLException {
        return Sql.update(connection, "delete from outbox where run_id = ? and withdrawable", run.value());
    }

    /** Remembers a batch that has to wait. */
    public void defer(Connection connection, BatchManifest manifest) throws SQLException {
        Sql.update(
                connection,
                "insert into deferred_batch values (?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing",
                manifest.run().value(),
                manifest.attempt(),
                manifest.table().store(),
                manifest.table().name(),
                manifest.part(),
                Json.write(manifest));
    }

    /** Puts every batch that waits on its topic again. */
    public int release(Connection connection, RunId run, int attempt, @Nullable String traceparent, Instant now)
            throws SQLException {
        List<BatchManifest> waiting = Sql.list(
                connection,
                "delete from deferred_batch where run_id = ? and attempt = ? returning manifest",
                row -> Json.read(row.getString(1), BatchManifest.class),
                run.value(),
                attempt);
        for (BatchManifest manifest : waiting) {
            String payload = Json.write(manifest.asResumed());
            add(connection, new Draft(Topics.BATCHES_EXTRACTED, manifest.key(), payload, traceparent, run, true, now));
        }
        return waiting.size();
    }

    /** A lane that has something due and that nobody else sends from; locked until the transaction ends. */
    public Optional<Integer> takeLane(Connection connection) throws SQLException {
        return Sql.first(connection, """
                select lane from outbox_lane l
                where exists (select 1 from outbox o where o.lane = l.lane and o.not_before <= clock_timestamp())
                limit 1 for update skip locked""", row -> row.getInt(1));
    }

    /** What is due in a lane, in the order in which it was written. */
    public List<Letter> due(Connection connection, int lane, int limit) throws SQLException {
        return Sql.list(
                connection,
                """
                select id, topic, key, payload, traceparent from outbox
                where lane = ? and not_before <= clock_timestamp() order by id limit ?""",
                row -> new Letter(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("payload"),
                        row.getString("traceparent")),
                lane,
                limit);
    }

    public void sent(Connection connection, List<Letter> letters) throws SQLException {
        Long[] ids = letters.stream().map(Letter::id).toArray(Long[]::new);
        Sql.update(connection, "delete from outbox where id = any(?::bigint[])", (Object) ids);
    }

    public Depth depth(Connection connection) throws SQLException {
        return Sql.first(connection, """
                        select count(*), coalesce(max(extract(epoch from clock_timestamp() - not_before)), 0)
                        from outbox where not_before <= clock_timestamp()""", row -> new Depth(row.getLong(1), row.getDouble(2)))
                .orElseThrow();
    }
}
