package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.DatabaseException;
import dev.datamig.coordinator.postgres.PgIdempotency;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.postgres.PgWaves;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.saga.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes orders for migrations: writes the run, pins the rules, leaves the rest to the queue. */
@ApplicationScoped
public class Orders {

    private final Database database;
    private final PgRuns runs;
    private final PgWaves waves;
    private final PgIdempotency idempotency;
    private final PgTrail trail;
    private final TurnWriter writer;
    private final Pinning pinning;
    private final ReusableRuns reusable;
    private final Landscape landscape;
    private final Wake wake;
    private final Clock clock;

    Orders(
            Database database,
            PgRuns runs,
            PgWaves waves,
            PgIdempotency idempotency,
            PgTrail trail,
            TurnWriter writer,
            Pinning pinning,
            ReusableRuns reusable,
            Landscape landscape,
            Wake wake,
            Clock clock) {
        this.database = database;
        this.runs = runs;
        this.waves = waves;
        this.idempotency = idempotency;
        this.trail = trail;
        this.writer = writer;
        this.pinning = pinning;
        this.reusable = reusable;
        this.landscape = landscape;
        this.wake = wake;
        this.clock = clock;
    }

    /** What became of an order. */
    public sealed interface Receipt {
        /** Taken, now or earlier under the same key; {@code id} is the run's or the wave's. */
        record Taken(String id) implements Receipt {}

        /** A district has an active run already. */
        record DistrictBusy() implements Receipt {}

        /** The key was used for another order. */
        record KeyReused() implements Receipt {}

        /** The earlier run whose files were to be used again cannot be. */
        record NotReusable(String why) implements Receipt {}
    }

    /** Makes what an order asks for; the result is its id. */
    @FunctionalInterface
    private interface Making {
        String on(Connection connection) throws SQLException;
    }

    /** Orders a migration. @param key the {@code Idempotency-Key}, if one was given */
    public Receipt run(
            District district, RunOptions options, String actor, @Nullable String key, @Nullable String traceparent) {
        String request = digest("run", district.id(), options);
        return take(key, request, connection -> {
            RunId id = insert(connection, district, options, null, actor, traceparent);
            return id.value();
        });
    }

    /** Orders a migration for each district. */
    public Receipt wave(
            List<District> districts, int concurrency, RunOptions options, String actor, @Nullable String key) {
        String request = digest("wave " + concurrency, String.join("\n", ids(districts)), options);
        return take(key, request, connection -> {
            String id = "wave-" + UUID.randomUUID();
            waves.insert(connection, new PgWaves.Wave(id, concurrency, options, actor, Instant.now(clock)));
            for (District district : districts) {
                insert(connection, district, options, id, actor, null);
            }
            return id;
        });
    }

    private static List<String> ids(List<District> districts) {
        return districts.stream().map(District::id).toList();
    }

    private Receipt take(@Nullable String key, String request, Making making) {
        try {
            Receipt receipt = database.in(connection -> {
                Optional<PgIdempotency.Earlier> earlier =
                        key == null ? Optional.empty() : idempotency.find(connection, key);
                if (earlier.isPresent()) {
                    return earlier.get().request().equals(request)
                            ? new Receipt.Taken(earlier.get().location())
                            : new Receipt.KeyReused();
                }
                String id = making.on(connection);
                if (key != null) {
                    idempotency.insert(connection, key, new PgIdempotency.Earlier(request, id), Instant.now(clock));
                }
                return new Receipt.Taken(id);
            });
            wake.now();
            return receipt;
        } catch (ReusableRuns.NotReusableException e) {
            return new Receipt.NotReusable(String.valueOf(e.getMessage()));
        } catch (DatabaseException e) {
            if (e.isDuplicate()) {
                return new Receipt.DistrictBusy();
            }
            throw e;
        }
    }

    private RunId insert(
            Connection connection,
            District district,
            RunOptions ordered,
            @Nullable String wave,
            String actor,
            @Nullable String traceparent)
            throws SQLException {
        RunOptions options = reusable.resolve(connection, district, ordered);
        Instant now = Instant.now(clock);
        long sequence = runs.nextSequence(connection);
        RunId id = RunId.of(now, sequence);
        Run run = Run.queued(
                id,
                district,
                options,
                landscape.stores().stream().map(Store::name).toList());
        // the row comes first: when the district is busy, nothing has been written to the staging area
        runs.insert(connection, new RunRow(run, 0, 0, wave, actor, Map.of(), now, null, now), sequence);
        RunId earlier = options.reuseRun();
        Map<String, String> pinned = earlier == null ? pinning.pin(id) : pinning.copy(earlier, id);
        RunRow row = runs.lock(connection, id).orElseThrow();
        trail.audit(
                connection,
                id,
                new PgTrail.Entry(now, actor, PgTrail.Kind.DECISION, "migrate", Map.of("options", options)));
        trail.audit(
                connection,
                id,
                new PgTrail.Entry(now, actor, PgTrail.Kind.STATE, run.state().name(), Map.of("pinned", pinned)));
        trail.event(
                connection, id, new PgTrail.RunEvent(1, now, "state", Map.of("to", run.state(), "district", district)));
        writer.announceNew(connection, run, traceparent, now);
        runs.save(connection, row, run, 1, pinned, now);
        return id;
    }

    private static String digest(String what, String districts, RunOptions options) {
        return Digests.sha256Hex(
                (what + "\n" + districts + "\n" + Json.write(options)).getBytes(StandardCharsets.UTF_8));
    }
}
