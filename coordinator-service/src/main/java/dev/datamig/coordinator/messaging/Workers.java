package dev.datamig.coordinator.messaging;

import dev.datamig.coordinator.flow.Chores;
import dev.datamig.coordinator.flow.Housekeeping;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.flow.Queue;
import dev.datamig.coordinator.flow.Wake;
import dev.datamig.coordinator.flow.Watchdog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * The threads that carry out what was written down. Each repeats its work until the service stops; a failure is logged and the
 * work tried again after a moment.
 */
@ApplicationScoped
public class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration OUTBOX_LOOK = Duration.ofMillis(200);
    private static final Duration CHORE_LOOK = Duration.ofMillis(500);
    private static final Duration PROGRESS_ROUND = Duration.ofMillis(500);
    private static final Duration WATCH_ROUND = Duration.ofSeconds(5);
    private static final Duration HOUSEKEEPING_ROUND = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final OutboxPublisher publisher;
    private final ProgressOut progress;
    private final Chores chores;
    private final Queue queue;
    private final Watchdog watchdog;
    private final Housekeeping housekeeping;
    private final Figures figures;
    private final Questions questions;
    private final Wake wake;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Workers(
            OutboxPublisher publisher,
            ProgressOut progress,
            Chores chores,
            Queue queue,
            Watchdog watchdog,
            Housekeeping housekeeping,
            Figures figures,
            Questions questions,
            Wake wake) {
        this.publisher = publisher;
        this.progress = progress;
        this.chores = chores;
        this.queue = queue;
        this.watchdog = watchdog;
        this.housekeeping = housekeeping;
        this.figures = figures;
        this.questions = questions;
        this.wake = wake;
    }

    /** Work that is repeated. */
    @FunctionalInterface
    private interface Round {
        void go() throws InterruptedException;
    }

    void start(@Observes StartupEvent event) {
        questions.districts("coordinator");
        repeat("outbox", () -> {
            wake.awaitOutbox(OUTBOX_LOOK);
            while (!stopping && publisher.publishOneLane()) {
                // until no lane has anything due
            }
        });
        repeat("chores", () -> {
            wake.awaitChores(CHORE_LOOK);
            queue.admit();
            while (!stopping && chores.next()) {
                // until nothing is due
            }
        });
        repeat("progress", () -> {
            Thread.sleep(PROGRESS_ROUND);
            progress.tell();
        });
        repeat("watchdog", () -> {
            Thread.sleep(WATCH_ROUND);
            watchdog.look();
            figures.read();
        });
        repeat("housekeeping", () -> {
            housekeeping.tidy();
            Thread.sleep(HOUSEKEEPING_ROUND);
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void repeat(String name, Round round) {
        threads.add(Thread.ofPlatform().name("datamig-" + name).daemon(true).start(() -> {
            while (!stopping) {
                attempt(name, round);
            }
        }));
    }

    private void attempt(String name, Round round) {
        try {
            round.go();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.warnf("%s: %s; again in a moment", name, e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
