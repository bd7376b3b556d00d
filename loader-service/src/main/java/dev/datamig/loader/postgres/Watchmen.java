package dev.datamig.loader.postgres;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.List;

/**
 * Event triggers of the target that guard its schema. One that raises an error at each {@code CREATE TABLE} does so at a temporary
 * one, too, and no load is possible without these.
 */
final class Watchmen {

    private static final String ENABLED = """
            select quote_ident(e.evtname) || ' (function ' || e.evtfoid::regprocedure || ')' from pg_event_trigger e
            where e.evtenabled in ('O', 'A') and e.evtevent <> 'login'
            order by 1""";

    private Watchmen() {}

    /**
     * Tries, outside of any transaction; nothing of it stays.
     *
     * @throws LoadException {@code LOD-013} with the names of the event triggers
     */
    static void requirePassage(PgSession session, String store) {
        List<String> enabled = session.query("looking at event triggers", ENABLED, row -> row.getString(1));
        if (enabled.isEmpty()) {
            return;
        }
        boolean temporary = may(session, "has_database_privilege(current_database(), 'temporary')");
        boolean ledger = may(
                session, "to_regnamespace('datamig') is null and has_database_privilege(current_database(), 'create')");
        session.begin();
        try {
            if (temporary) {
                session.run("trying", "create temporary table datamig_passage (x int) on commit drop");
                session.run("trying", "alter table pg_temp.datamig_passage add y int");
                session.run("trying", "drop table pg_temp.datamig_passage");
            }
            if (ledger) {
                session.run("trying", "create schema if not exists datamig");
                session.run("trying", "create table datamig.passage (x int)");
            }
        } catch (LoadException e) {
            if (e.failure().category() == FailureCategory.TRANSIENT) {
                throw e;
            }
            throw LoadException.of(
                    LoaderCode.NOT_PERMITTED,
                    "store " + store + ": an event trigger of the target forbids "
                            + (ledger ? "temporary tables or the ledger's schema datamig" : "temporary tables")
                            + "; let it pass this account's: " + String.join(", ", enabled));
        } finally {
            session.rollback();
        }
    }

    /** What they write whenever somebody makes a temporary table and drops it. Nothing of the trial stays. */
    static List<SideWrites.Written> writes(PgSession session) {
        if (session.query("looking at event triggers", ENABLED, row -> row.getString(1))
                .isEmpty()) {
            return List.of();
        }
        session.run("trying", "savepoint datamig_trying");
        SideWrites writes = SideWrites.watch(session);
        session.run("trying", "create temporary table datamig_passage (x int) on commit drop");
        session.run("trying", "drop table pg_temp.datamig_passage");
        List<SideWrites.Written> written = writes.more();
        session.run("trying", "rollback to savepoint datamig_trying; release savepoint datamig_trying");
        return written;
    }

    /** For people, which tables these are; at most one text. */
    static List<String> warnings(PgSession session) {
        List<String> tables =
                writes(session).stream().map(SideWrites.Written::table).sorted().toList();
        return tables.isEmpty()
                ? List.of()
                : List.of(
                        "event triggers of the target write to %s whenever a temporary table is made, and so during the load; an undo takes rows away again that the account may read and delete: %s"
                                .formatted(
                                        String.join(", ", tables),
                                        String.join(
                                                ", ",
                                                session.query(
                                                        "looking at event triggers",
                                                        ENABLED,
                                                        row -> row.getString(1)))));
    }

    private static boolean may(PgSession session, String what) {
        return session.number("looking at event triggers", "select (" + what + ")::int") == 1;
    }
}
