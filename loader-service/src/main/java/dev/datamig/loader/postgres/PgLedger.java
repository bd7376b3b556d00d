package dev.datamig.loader.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger in schema {@code datamig} of a target: which runs were loaded, what they changed, and up to which order a run has been
 * undone. It is written in the transaction that it tells of.
 */
final class PgLedger {

    private static final String SCHEMA = """
            create schema if not exists datamig;
            create table if not exists datamig.load (
              store text not null, run text not null, attempt int not null, district text not null,
              strategy text not null, state text not null check (state in ('loaded', 'undone', 'dropped')),
              started timestamptz not null, finished timestamptz not null, seal_sha256 text not null,
              tallies text not null, undone text, made_by text, primary key (store, run));
            create table if not exists datamig.fence (
              store text not null, run text not null, undone_attempt int not null, primary key (store, run));
            create table if not exists datamig.change (
              store text not null, run text not null, number int not null, table_name text not null,
              kind text not null, key_columns text[] not null, columns text[] not null, rows int8 not null,
              data bytea not null, sha256 text not null, primary key (store, run, number))
            """;

    /** A ledger that was made before states could be dropped. */
    private static final String OLDER = """
            select count(*) from pg_constraint where conrelid = to_regclass('datamig.load')
              and conname = 'load_state_check' and pg_get_constraintdef(oid) not like '%dropped%'""";

    /** A ledger that was made before it knew which transaction loaded a run. */
    private static final String OLDEST = """
            select (not exists (select from pg_attribute where attrelid = to_regclass('datamig.load')
              and attname = 'made_by' and not attisdropped))::int""";

    private final PgSession session;
    private final String store;
    private final LoadTransaction transaction;
    private final LedgerChanges changes;

    PgLedger(PgSession session, String store) {
        this.session = session;
        this.store = store;
        this.transaction = new LoadTransaction(session);
        this.changes = new LedgerChanges(session, store);
    }

    /** What the runs changed. */
    LedgerChanges changes() {
        return changes;
    }

    /** A load that the ledger knows of. */
    record Entry(
            RunId run,
            int attempt,
            String district,
            boolean undone,
            boolean dropped,
            List<TableLoad> tallies,
            List<TableLoad> undoTallies) {}

    boolean exists() {
        return session.number(
                        "looking for the ledger",
                        "select count(*) from pg_class where oid = to_regclass('datamig.change')")
                > 0;
    }

    /** Creates what is missing; called with the target's turn held, so never by two at once. */
    void create() {
        if (!exists()) {
            session.run("creating the ledger", SCHEMA);
        } else if (session.number("looking at the ledger", OLDER) > 0) {
            session.run("bringing the ledger up to date", "alter table datamig.load drop constraint load_state_check");
        }
        if (session.number("looking at the ledger", OLDEST) > 0) {
            session.run("bringing the ledger up to date", "alter table datamig.load add column made_by text");
        }
    }

    /** @throws LoadException {@code LOD-007} when this order is older than an undo */
    void requireUnfenced(RunId run, int attempt) {
        long fence = session.number(
                "reading the fence",
                "select coalesce(max(undone_attempt), 0) from datamig.fence where store = ? and run = ?",
                store,
                run.value());
        if (attempt <= fence) {
            throw fenced(run, attempt);
        }
    }

    /** @throws LoadException {@code LOD-007} when a newer order than this one has loaded the run, or found it loaded */
    void requireNewest(Entry entry, int attempt) {
        if (attempt < entry.attempt()) {
            throw fenced(entry.run(), attempt);
        }
    }

    private LoadException fenced(RunId run, int attempt) {
        return LoadException.of(LoaderCode.FENCED, run + ", order " + attempt + ", store " + store);
    }

    /** An order to load has found the run loaded; older orders have nothing to say about it from now on. */
    void found(RunId run, int attempt) {
        session.update(
                "writing the ledger",
                "update datamig.load set attempt = ? where store = ? and run = ? and attempt < ?",
                attempt,
                store,
                run.value(),
                attempt);
    }

    void fence(RunId run, int attempt) {
        session.update("writing the fence", """
                insert into datamig.fence values (?, ?, ?)
                on conflict (store, run) do update
                  set undone_attempt = greatest(fence.undone_attempt, excluded.undone_attempt)""", store, run.value(), attempt);
    }

    Optional<Entry> find(RunId run) {
        return session
                .query(
                        "reading the ledger",
                        "select run, attempt, district, state, tallies, undone from datamig.load where store = ? and"
                                + " run = ?",
                        PgLedger::entry,
                        store,
                        run.value())
                .stream()
                .findFirst();
    }

    /** Whether a run of the district is loaded. */
    boolean isLoaded(String district) {
        return session.number(
                        "reading the ledger",
                        "select count(*) from datamig.load where store = ? and district = ? and state = 'loaded'",
                        store,
                        district)
                > 0;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String undone = row.getString("undone");
        return new Entry(
                new RunId(row.getString("run")),
                row.getInt("attempt"),
                row.getString("district"),
                row.getString("state").equals("undone"),
                row.getString("state").equals("dropped"),
                List.of(Json.read(row.getString("tallies"), TableLoad[].class)),
                undone == null ? List.of() : List.of(Json.read(undone, TableLoad[].class)));
    }

    void loaded(LoadJob job, Instant started, Instant finished, List<TableLoad> tallies) {
        String doing = "writing the ledger";
        session.update(
                doing,
                """
                insert into datamig.load values (?, ?, ?, ?, ?, 'loaded', ?, ?, ?, ?, null, ? || pg_current_xact_id()::text)
                on conflict (store, run) do update set attempt = excluded.attempt, district = excluded.district,
                  strategy = excluded.strategy, state = 'loaded', started = excluded.started,
                  finished = excluded.finished, seal_sha256 = excluded.seal_sha256, tallies = excluded.tallies,
                  undone = null, made_by = excluded.made_by""",
                store,
                job.sealed().run().value(),
                job.attempt(),
                job.district(),
                job.strategy().text(),
                time(started),
                time(finished),
                job.sealed().sealSha256(),
                Json.write(tallies),
                transaction.here());
    }

    /** @see LoadTransaction#of */
    Optional<String> madeBy(RunId run) {
        return transaction.of(store, run);
    }

    /** Keeps that the run was undone; what it had changed is of no use any more. */
    void undone(RunId run, Instant finished, List<TableLoad> tallies) {
        session.update(
                "writing the ledger",
                "update datamig.load set state = 'undone', finished = ?, undone = ? where store = ? and run = ?",
                time(finished),
                Json.write(tallies),
                store,
                run.value());
        session.update(
                "writing the ledger", "delete from datamig.change where store = ? and run = ?", store, run.value());
    }

    /**
     * Drops what runs changed that were loaded before a time, when a newer run of the same district is loaded. That they were loaded
     * stays known.
     *
     * @return how many runs
     */
    long drop(Instant before) {
        return session.number("dropping old ledgers", """
                with old as (
                  update datamig.load l set state = 'dropped'
                  where l.store = ? and l.state = 'loaded' and l.finished < ? and exists (
                    select from datamig.load n where n.store = l.store and n.district = l.district
                      and n.state = 'loaded' and n.finished > l.finished)
                  returning l.run),
                gone as (delete from datamig.change c using old where c.store = ? and c.run = old.run)
                select count(*) from old""", store, time(before), store);
    }

    /** Runs that were loaded after this one and have entries in one of the tables, the newest first. */
    List<RunId> later(RunId run, Collection<String> tables) {
        return session.query(
                "reading the ledger",
                """
                select n.run from datamig.load l join datamig.load n
                  on n.store = l.store and n.state = 'loaded' and n.finished > l.finished
                where l.store = ? and l.run = ? and exists (
                  select from datamig.change c where c.store = n.store and c.run = n.run and c.kind not in ('SHARED', 'LEFT', 'LEFT_HELD', 'KEPT', 'TAKEN')
                    and c.table_name = any (?))
                order by n.finished desc""",
                row -> new RunId(row.getString(1)),
                store,
                run.value(),
                tables.toArray(String[]::new));
    }

    /**
     * Sees that no chunk is missing: the ledger speaks of as many rows of each table as the load wrote, or of more, when another run
     * has handed rows over since.
     *
     * @throws LoadException {@code LOD-016}
     */
    void requireComplete(Entry entry) {
        Map<String, long[]> noted = new HashMap<>();
        session.query(
                "reading the ledger",
                """
                select table_name, coalesce(sum(rows) filter (where kind in ('INSERTED', 'REFERENCE', 'LEFT')), 0),
                  coalesce(sum(rows) filter (where kind in ('BEFORE', 'SUCCEEDED')), 0)
                from datamig.change where store = ? and run = ? group by 1""",
                row -> noted.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)}),
                store,
                entry.run().value());
        for (TableLoad table : entry.tallies()) {
            long[] rows = noted.getOrDefault(table.table().name(), new long[2]);
            if (rows[0] < table.inserted() || rows[1] < table.updated()) {
                throw LoadException.of(
                        LoaderCode.LEDGER_DAMAGED,
                        "run " + entry.run() + ", store " + store + ", entries of " + table.table() + " are missing");
            }
        }
    }

    private static final String REFRESHES = """
            create table if not exists datamig.refresh (
              store text not null, run text not null, previous text not null, primary key (store, run))""";

    private boolean knowsRefreshes() {
        return session.number(
                        "looking for the ledger",
                        "select count(*) from pg_class where oid = to_regclass('datamig.refresh')")
                > 0;
    }

    /** The district's run that counts: loaded, and none has refreshed it. */
    Optional<RunId> current(String district, RunId but) {
        String refreshed = knowsRefreshes()
                ? " and not exists (select from datamig.refresh r join datamig.load n on n.store = r.store and n.run ="
                        + " r.run and n.state = 'loaded' where r.store = l.store and r.previous = l.run)"
                : "";
        return session
                .query(
                        "reading the ledger",
                        "select l.run from datamig.load l where l.store = ? and l.district = ? and l.run <> ? and"
                                + " l.state = 'loaded'"
                                + refreshed + " order by l.finished desc limit 1",
                        row -> new RunId(row.getString(1)),
                        store,
                        district,
                        but.value())
                .stream()
                .findFirst();
    }

    /** The loaded run that has taken the place of this one. */
    Optional<RunId> refreshedBy(RunId run) {
        if (!knowsRefreshes()) {
            return Optional.empty();
        }
        return session
                .query(
                        "reading the ledger",
                        "select r.run from datamig.refresh r join datamig.load n on n.store = r.store and n.run = r.run"
                                + " and n.state = 'loaded' where r.store = ? and r.previous = ?",
                        row -> new RunId(row.getString(1)),
                        store,
                        run.value())
                .stream()
                .findFirst();
    }

    void refreshes(RunId run, RunId previous) {
        if (!knowsRefreshes()) {
            session.run("creating the ledger", REFRESHES);
        }
        session.update(
                "writing the ledger",
                "insert into datamig.refresh values (?, ?, ?) on conflict (store, run) do update set previous ="
                        + " excluded.previous",
                store,
                run.value(),
                previous.value());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
