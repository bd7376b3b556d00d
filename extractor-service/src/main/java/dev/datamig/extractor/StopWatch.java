package dev.datamig.extractor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks once a second whether the attempt has been told to stop, and then cancels its statements; renews the claim on it. */
final class StopWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StopWatch.class);

    /** The stop mark's contents: attempts up to this one end. */
    record StopMark(@JsonProperty("attempt") int attempt) {}

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("extract-stop-watch").daemon(true).factory());
    private final StagingArea area;
    private final RunId run;
    private final int attempt;
    private final Runnable cancel;
    private volatile boolean stopped;

    StopWatch(StagingArea area, RunId run, int attempt, Runnable cancel, Runnable alive) {
        this.area = area;
        this.run = run;
        this.attempt = attempt;
        this.cancel = cancel;
        look();
        clock.scheduleWithFixedDelay(() -> safely(this::look), 1, 1, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(() -> safely(alive), 5, 5, TimeUnit.SECONDS);
    }

    /** Whether this attempt must stop. */
    static boolean marked(StagingArea area, RunId run, int attempt) {
        return area.get(StagingLayout.stopMark(run))
                .map(mark -> Json.read(mark, StopMark.class).attempt() >= attempt)
                .orElse(false);
    }

    boolean stopped() {
        return stopped;
    }

    private void look() {
        if (!stopped && marked(area, run, attempt)) {
            stopped = true;
            cancel.run();
        }
    }

    /** A scheduled task that throws would never run again. */
    private void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warnf("the marks of run %s could not be read, written or obeyed; it is tried again", run);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
