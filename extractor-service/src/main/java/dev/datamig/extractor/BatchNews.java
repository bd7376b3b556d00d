package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of batches from a thread of its own, so that nobody who reads waits for the broker. The first is told of at once; those that
 * end within a moment after it go out together, which costs the broker and all who listen as much as one of them. For several
 * threads.
 */
final class BatchNews implements AutoCloseable {

    /** Between one telling and the next. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("extract-news").daemon(true).factory());
    private final Consumer<List<BatchManifest>> telling;
    private List<BatchManifest> waiting = new ArrayList<>();
    private long toldAt = System.nanoTime() - MOMENT.toNanos();
    private @Nullable RuntimeException failure;

    /** @param telling returns when all have heard; called by one thread at a time */
    BatchNews(Consumer<List<BatchManifest>> telling) {
        this.telling = telling;
    }

    /** Returns at once. @throws RuntimeException what has kept earlier batches from being told of */
    synchronized void add(BatchManifest batch) {
        verify();
        waiting.add(batch);
        if (waiting.size() == 1) {
            long left = MOMENT.toNanos() - (System.nanoTime() - toldAt);
            thread.schedule(this::tell, Math.max(0, left), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void verify() {
        if (failure != null) {
            throw failure;
        }
    }

    private void tell() {
        List<BatchManifest> group = take();
        if (!group.isEmpty()) {
            try {
                telling.accept(group);
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private synchronized List<BatchManifest> take() {
        List<BatchManifest> group = failure == null ? waiting : List.of();
        waiting = new ArrayList<>();
        toldAt = System.nanoTime();
        return group;
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    /** Returns when all have been told of. @throws RuntimeException what has kept some from it */
    void finish() {
        try {
            thread.submit(this::tell).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "the extraction was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        verify();
    }

    /** What has not been told of remains so. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
