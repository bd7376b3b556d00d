package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;

/**
 * Loads and undos of a target take turns: a session-wide advisory lock that ends with the connection. Nobody but loaders waits for
 * it, and while it is waited for no transaction is open.
 */
final class Turn {

    /** Two numbers that nobody else uses: {@code dmig} and 1. */
    private static final String TRY = "select pg_try_advisory_lock(1684891239, 1)::int";

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Turn() {}

    /** @throws LoadException {@code LOD-008} when the turn does not come in time */
    static void take(PgSession session, String store, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (session.number("waiting for the turn", TRY) == 0) {
            if (System.nanoTime() > end) {
                throw LoadException.of(LoaderCode.BUSY, "store " + store);
            }
            pause(store);
        }
    }

    private static void pause(String store) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoadException.of(LoaderCode.BUSY, "store " + store + ": interrupted while waiting", e);
        }
    }
}
