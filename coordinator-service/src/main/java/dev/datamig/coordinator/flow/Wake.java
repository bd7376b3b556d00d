package dev.datamig.coordinator.flow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the publisher and the chores of this instance right after a commit; other instances find the work by looking. */
@ApplicationScoped
public class Wake {

    private final Semaphore outbox = new Semaphore(0);
    private final Semaphore chores = new Semaphore(0);

    public void now() {
        outbox.release();
        chores.release();
    }

    /** Waits until there may be something to send. */
    public void awaitOutbox(Duration atMost) throws InterruptedException {
        await(outbox, atMost);
    }

    /** Waits until there may be a chore. */
    public void awaitChores(Duration atMost) throws InterruptedException {
        await(chores, atMost);
    }

    private static void await(Semaphore signal, Duration atMost) throws InterruptedException {
        if (signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
