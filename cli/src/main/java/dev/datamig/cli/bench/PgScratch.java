package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.PgEndpoint;
import java.sql.SQLException;

/**
 * Copies of a database of CERT beside it, with its rows, keys, indexes and foreign keys: one that stays as CERT was before the run, and
 * one to write into that is made anew from it for each measurement.
 *
 * <p>Foreign keys are checked, but at commit: a bare copy need not know an order. Triggers of users are off; a load fires them.
 */
final class PgScratch {

    private final PgEndpoint cluster;
    private final String pristine;

    private PgScratch(PgEndpoint cluster, String pristine) {
        this.cluster = cluster;
        this.pristine = pristine;
    }

    static PgScratch of(PgEndpoint cluster, String database) throws SQLException {
        var scratch = new PgScratch(cluster, "floor_" + database);
        scratch.drop();
        try (var admin = new PgSession(cluster, "postgres")) {
            admin.texts("select pg_terminate_backend(pid)::text from pg_stat_activity where datname = '"
                    + database.replace("'", "''") + "'");
            admin.execute("create database " + quoted(scratch.pristine) + " template " + quoted(database));
        }
        scratch.relax();
        return scratch;
    }

    private void relax() throws SQLException {
        try (var session = new PgSession(cluster, pristine)) {
            for (String change : session.texts("""
                    select format('alter table %s alter constraint %I deferrable initially deferred',
                                  conrelid::regclass, conname)
                    from pg_constraint where contype = 'f' and conparentid = 0
                    union all
                    select format('alter table %s disable trigger user', oid::regclass)
                    from pg_class where relkind in ('r', 'p') and relhastriggers
                      and relnamespace in (select oid from pg_namespace where nspname !~ '^(pg_|information_schema)')
                    """)) {
                session.execute(change);
            }
        }
    }

    /** Where the next measurement writes. */
    String copy() {
        return pristine + "_copy";
    }

    /** Throws away what the last measurement wrote. */
    void renew() throws SQLException {
        try (var admin = new PgSession(cluster, "postgres")) {
            admin.execute("drop database if exists " + quoted(copy()) + " with (force)");
            admin.execute(
                    "create database " + quoted(copy()) + " template " + quoted(pristine) + " strategy file_copy");
        }
    }

    /** Removes both; does nothing where there is none. */
    void drop() throws SQLException {
        try (var admin = new PgSession(cluster, "postgres")) {
            admin.execute("drop database if exists " + quoted(copy()) + " with (force)");
            admin.execute("drop database if exists " + quoted(pristine) + " with (force)");
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
