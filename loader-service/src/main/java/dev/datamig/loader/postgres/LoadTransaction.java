package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which transaction loaded a run: rows whose last version it wrote are as it left them, without a look at their contents. */
final class LoadTransaction {

    /** This database, as no copy of it is, and the number of a transaction. */
    private static final String HERE = """
            select s.system_identifier || '/' || d.oid || '/' from pg_control_system() s, pg_database d
            where d.datname = current_database()""";

    /** Numbers of transactions come round; until half of that a row with a number was made by the transaction that is meant. */
    private static final String MADE_BY = """
            select (x.number %% 4294967296)::text from (
              select substr(m.made_by, length(h.here) + 1)::int8 as number from (%s) h (here)
                join (select to_jsonb(l) ->> 'made_by' as made_by from datamig.load l
                  where l.store = ? and l.run = ? and l.state = 'loaded') m on starts_with(m.made_by, h.here)) x
            where pg_snapshot_xmax(pg_current_snapshot())::text::int8 - x.number between 0 and 2147483647""".formatted(HERE);

    private final PgSession session;

    LoadTransaction(PgSession session) {
        this.session = session;
    }

    /** What stands before the number of this database's transactions; null when the account may not ask. */
    @Nullable
    String here() {
        return mayAskWhoIsHere()
                ? session.query("writing the ledger", HERE, row -> row.getString(1))
                        .get(0)
                : null;
    }

    private boolean mayAskWhoIsHere() {
        return session.number(
                        "looking at privileges", "select has_function_privilege('pg_control_system()', 'execute')::int")
                > 0;
    }

    /**
     * The transaction that loaded a run, as rows name it that are as it left them ({@code xmin}).
     *
     * @return empty when it is not known, or was one of another database of which this is a copy
     */
    Optional<String> of(String store, RunId run) {
        return mayAskWhoIsHere()
                ? session.query("reading the ledger", MADE_BY, row -> row.getString(1), store, run.value()).stream()
                        .findFirst()
                : Optional.empty();
    }
}
