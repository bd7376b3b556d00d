package dev.datamig.validator.messaging;

import dev.datamig.validator.flow.Heartbeat;
import io.quarkus.runtime.Shutdown;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Beats every twenty seconds on a thread of its own. */
@Singleton
public class HeartbeatTimer implements Heartbeat.Timer {

    private static final Logger LOG = Logger.getLogger(HeartbeatTimer.class);
    private static final Duration EVERY = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());

    @Override
    public Heartbeat.Beating every(Runnable beat) {
        ScheduledFuture<?> beating =
                thread.scheduleAtFixedRate(() -> tried(beat), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return () -> beating.cancel(false);
    }

    /** One beat that fails must not end the others. */
    private static void tried(Runnable beat) {
        try {
            beat.run();
        } catch (RuntimeException e) {
            LOG.debugf("no heartbeat sent: %s", e.getClass().getSimpleName());
        }
    }

    @Shutdown
    void end() {
        thread.shutdownNow();
    }
}
