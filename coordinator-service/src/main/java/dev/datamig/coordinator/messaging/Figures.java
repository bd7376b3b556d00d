package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.RunState;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.DatabaseException;
import dev.datamig.coordinator.postgres.PgOutbox;
import dev.datamig.coordinator.postgres.PgRuns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Metrics: runs by state, what waits in the outbox and for how long. Read from the database every few seconds. */
@ApplicationScoped
public class Figures {

    private static final Logger LOG = Logger.getLogger(Figures.class);

    private final Database database;
    private final PgRuns runs;
    private final PgOutbox outbox;
    private final MeterRegistry registry;
    private final Map<String, Long> byState = new ConcurrentHashMap<>();
    private volatile PgOutbox.Depth depth = new PgOutbox.Depth(0, 0);

    Figures(Database database, PgRuns runs, PgOutbox outbox, MeterRegistry registry) {
        this.database = database;
        this.runs = runs;
        this.outbox = outbox;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (RunState state : RunState.values()) {
            Gauge.builder("datamig.runs", byState, counts -> counts.getOrDefault(state.name(), 0L))
                    .tag("state", state.name())
                    .description("runs in this state")
                    .register(registry);
        }
        Gauge.builder("datamig.outbox.due", this, f -> f.depth.messages())
                .description("messages that are due and not sent")
                .register(registry);
        Gauge.builder("datamig.outbox.age", this, f -> f.depth.oldestSeconds())
                .baseUnit("seconds")
                .description("how long the oldest message is overdue")
                .register(registry);
    }

    /** Reads the figures anew. */
    void read() {
        try {
            Map<String, Long> counts = database.in(runs::byState);
            depth = database.in(outbox::depth);
            byState.keySet().retainAll(counts.keySet());
            byState.putAll(counts);
        } catch (DatabaseException e) {
            LOG.debugf("figures not read: %s", e.getMessage());
        }
    }
}
