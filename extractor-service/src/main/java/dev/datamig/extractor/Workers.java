package dev.datamig.extractor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A bounded number of threads that work on pieces of one run. The first piece that fails stops the rest. */
public final class Workers implements AutoCloseable {

    private final ExecutorService threads;

    public Workers(int count) {
        threads = Executors.newFixedThreadPool(
                Math.max(1, count),
                Thread.ofPlatform().name("extract-", 1).daemon(true).factory());
    }

    /** Works on all pieces; gives the results in the pieces' order. */
    public <P, R> List<R> all(List<P> pieces, Function<P, R> work) {
        try (Begun<R> begun = begin(pieces, work)) {
            return begun.results();
        }
    }

    /**
     * Works on all pieces in the calling thread, which may be one of these; others of these that have nothing else to do lend a hand.
     * Gives the results in the pieces' order.
     */
    public <P, R> List<R> together(List<P> pieces, Function<P, R> work) {
        List<FutureTask<R>> tasks = pieces.stream()
                .map(piece -> new FutureTask<>(() -> work.apply(piece)))
                .toList();
        try (Begun<R> begun = new Begun<>(List.copyOf(tasks))) {
            tasks.stream().skip(1).forEach(threads::execute);
            tasks.forEach(FutureTask::run);
            return begun.results();
        }
    }

    /** Begins to work on all pieces. */
    public <P, R> Begun<R> begin(List<P> pieces, Function<P, R> work) {
        List<Future<R>> futures = new ArrayList<>();
        pieces.forEach(piece -> futures.add(threads.submit(() -> work.apply(piece))));
        return new Begun<>(futures);
    }

    /** Pieces that are being worked on. What has not begun when this is closed does not begin any more. */
    public record Begun<R>(List<Future<R>> futures) implements AutoCloseable {

        /** Waits for the results, which come in the pieces' order. */
        public List<R> results() {
            List<R> results = new ArrayList<>();
            try {
                for (Future<R> future : futures) {
                    results.add(future.get());
                }
                return results;
            } catch (ExecutionException e) {
                throw cause(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "the extraction was interrupted");
            }
        }

        @Override
        public void close() {
            futures.forEach(future -> future.cancel(false));
        }
    }

    private static RuntimeException cause(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
