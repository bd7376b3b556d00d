package dev.datamig.extractor.territory;

import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        List<Future<R>> futures = new ArrayList<>();
        pieces.forEach(piece -> futures.add(threads.submit(() -> work.apply(piece))));
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
        } finally {
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
