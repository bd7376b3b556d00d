package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the target's lock table has room for a load. It has {@code max_locks_per_transaction} places for each process and
 * prepared transaction that may be (PostgreSQL documentation, "Lock Management"), all of them shared: when it is full, other people's
 * statements fail too.
 */
final class LockRoom {

    /** Of a table's stage: three temporary tables, an overflow table with its index, and what these are noted to depend on. */
    private static final int OF_A_STAGE = 8;
    /** The ledger, the catalogs and what cannot be foreseen. */
    private static final int OF_ALL = 100;
    /** So much of what is free may be taken, in percent. */
    private static final int SHARE = 75;

    /** Tables with their partitions, and the indexes of all. */
    private static final String RELATIONS = """
            with recursive part (oid) as (
              select unnest(?::int8[]::oid[]) union select i.inhrelid from pg_inherits i join part p on i.inhparent = p.oid)
            select (select count(*) from part) + (select count(*) from pg_index x join part p on x.indrelid = p.oid)""";

    private static final String PLACES = """
            select current_setting('max_locks_per_transaction')::int8 * sum(setting::int8) from pg_settings
            where name in ('max_connections', 'max_prepared_transactions', 'autovacuum_max_workers', 'max_worker_processes',
              'max_wal_senders')""";

    private static final String TAKEN = "select count(*) from pg_locks where not fastpath";

    private static final String DOING = "looking at the room for locks";

    private final PgSession session;

    LockRoom(PgSession session) {
        this.session = session;
    }

    /** What is missing for a load of these tables. */
    Optional<Failure> missing(Collection<LoadTable> tables) {
        long needed = needed(tables);
        long places = session.number(DOING, PLACES);
        long free = Math.max(0, places - session.number(DOING, TAKEN)) * SHARE / 100;
        if (needed <= free) {
            return Optional.empty();
        }
        long now = session.number(DOING, "select current_setting('max_locks_per_transaction')::int8");
        long raised = Long.highestOneBit(Math.ceilDiv((needed - free) * 100 / SHARE * now, places) + now) * 2;
        return Optional.of(LoadException.failure(
                LoaderCode.LOCKS_SHORT,
                "%d tables take about %d locks, %d may be taken; max_locks_per_transaction is %d, %d would do"
                        .formatted(tables.size(), needed, free, now, raised)));
    }

    /** About how many objects a load of these tables locks at the same time, at most. */
    long needed(Collection<LoadTable> tables) {
        String oids = tables.stream()
                .map(table -> String.valueOf(table.target().oid()))
                .collect(Collectors.joining(",", "{", "}"));
        return session.number(DOING, RELATIONS, oids) + (long) OF_A_STAGE * tables.size() + OF_ALL;
    }
}
