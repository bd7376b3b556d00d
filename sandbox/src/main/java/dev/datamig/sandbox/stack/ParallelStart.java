package dev.datamig.sandbox.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Starts things side by side and stops them layer by layer, the last layer first. What was started is remembered at once, so
 * that a start that fails half-way leaves nothing running.
 */
final class ParallelStart implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<List<AutoCloseable>> layers = new ArrayDeque<>();
    private boolean closed;

    /** From here on, what is started is stopped before everything that was started earlier. */
    synchronized void nextLayer() {
        layers.push(new ArrayList<>());
    }

    <T extends AutoCloseable> CompletableFuture<T> start(Supplier<T> start) {
        return CompletableFuture.supplyAsync(() -> remember(start.get()), threads);
    }

    CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, threads);
    }

    /** Waits; the failure of the work itself is thrown. */
    static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What comes up after the end was ordered is stopped on the spot. */
    <T extends AutoCloseable> T remember(T started) {
        synchronized (this) {
            if (!closed) {
                layers.element().add(started);
                return started;
            }
        }
        stop(started);
        throw new StackException("stopped while starting");
    }

    @Override
    public void close() {
        List<List<AutoCloseable>> order;
        synchronized (this) {
            closed = true;
            order = List.copyOf(layers);
            layers.clear();
        }
        for (List<AutoCloseable> layer : order) {
            CompletableFuture.allOf(layer.stream()
                            .map(one -> CompletableFuture.runAsync(() -> stop(one), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        threads.close();
    }

    private static void stop(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new StackException("could not be stopped: " + e.getMessage(), e);
        }
    }
}
