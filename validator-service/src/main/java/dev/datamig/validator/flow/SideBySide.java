package dev.datamig.validator.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Works at several things at the same time. The first that fails ends the others. */
final class SideBySide {

    private SideBySide() {}

    /** @param most how many at the same time @return the results in the things' order */
    static <T, R> List<R> all(int most, List<T> things, Function<T, R> work) {
        ExecutorService pool = pool(Math.max(1, Math.min(most, things.size())));
        try (pool) {
            List<Future<R>> begun = new ArrayList<>();
            things.forEach(thing -> begun.add(pool.submit(() -> work.apply(thing))));
            return results(begun, pool);
        }
    }

    /** What came of two pieces of work. */
    record Both<A, B>(A here, B aside) {}

    /** Works at one thing in this thread and at another one in a second thread. */
    static <A, B> Both<A, B> both(Supplier<A> here, Supplier<B> aside) {
        ExecutorService pool = pool(1);
        try (pool) {
            Future<B> begun = pool.submit(aside::get);
            A first = here.get();
            return new Both<>(first, results(List.of(begun), pool).getFirst());
        }
    }

    private static ExecutorService pool(int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("side-", 1).daemon(true).factory());
    }

    private static <R> List<R> results(List<Future<R>> begun, ExecutorService pool) {
        List<R> results = new ArrayList<>();
        try {
            for (Future<R> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of the work", e);
        } catch (ExecutionException e) {
            pool.shutdownNow();
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a piece of the work failed", e.getCause());
        }
    }
}
