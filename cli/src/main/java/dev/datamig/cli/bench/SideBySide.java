package dev.datamig.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that goes on at the same time, however few cores there are: each piece has a thread of its own, for pieces that wait for each
 * other on shared threads wait for ever.
 */
final class SideBySide {

    private SideBySide() {}

    /**
     * Does all and returns when none is at work any more.
     *
     * @return in the order of the works
     * @throws BenchException the first failure; the other works are interrupted, which on these threads also ends a wait for a
     *     server
     */
    static <T> List<T> all(List<? extends Callable<T>> works) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var finished = new ExecutorCompletionService<T>(threads);
            List<Future<T>> results =
                    works.stream().map(work -> finished.submit(work::call)).toList();
            for (int i = 0; i < results.size(); i++) {
                finished.take().get();
            }
            return results.stream().map(Future::resultNow).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BenchException known) {
                throw known;
            }
            throw new BenchException("the measurement failed", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("the measurement was interrupted");
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }
}
