package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Loads and undos of a target take turns: a session-wide advisory lock that ends with the connection. Nobody but loaders waits for
 * it, and while it is waited for no transaction is open.
 *
 * <p>Whoever holds it says so in its session's {@code application_name}. An order of the same run with a greater number does not
 * wait for an older one, which may belong to a loader that hangs or has been forgotten: it ends that session, and so rolls back
 * what it was doing. An account may end its own sessions without any privilege.
 */
final class Turn {

    private static final Logger LOG = Logger.getLogger(Turn.class);

    /** Two numbers that nobody else uses: {@code dmig} and 1. */
    private static final String TRY = "select pg_try_advisory_lock(1684891239, 1)::int";

    private static final String NAME =
            "select set_config('application_name', 'datamig-loader ' || ? || ' ' || ?, false)";

    private static final String END_OLDER = """
            select pg_terminate_backend(a.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.classid = 1684891239 and l.objid = 1 and l.objsubid = 2 and l.granted
              and a.datname = current_database() and a.usename = current_user
              and a.application_name ~ ('^datamig-loader ' || ? || ' [0-9]{1,9}$')
              and split_part(a.application_name, ' ', 3)::int < ?""";

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Turn() {}

    /**
     * @param attempt the order's number
     * @throws LoadException {@code LOD-008} when the turn does not come in time
     */
    static void take(PgSession session, String store, RunId run, int attempt, Duration limit) {
        session.query("naming the session", NAME, row -> row.getString(1), run.value(), Integer.toString(attempt));
        long end = System.nanoTime() + limit.toNanos();
        while (session.number("waiting for the turn", TRY) == 0) {
            if (!session.query("ending an older order", END_OLDER, row -> true, run.value(), attempt)
                    .isEmpty()) {
                LOG.infof("store %s: order %d of %s ended an older one that was still at work", store, attempt, run);
            }
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
