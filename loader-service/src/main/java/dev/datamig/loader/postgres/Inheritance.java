package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChanges.Sharer;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a run that goes, and that other runs have found there and count on. They stay, and from now on are those runs': the run that
 * was loaded first of them removes them when it is undone, or gives them back what they held before they were overwritten. Runs that
 * have taken its place since know of them too, so that the next refresh may let go of them.
 */
final class Inheritance {

    private static final String DOING = "handing over shared rows";
    private static final String WILLED = "datamig_willed";
    private static final String HELD = "datamig_held";
    private static final String NEEDED = "datamig_needed";
    private static final int ROUNDS = 64;

    /** Whether by the run or by a trigger while it was loaded: to the heir, which has found them, they are rows of its own. */
    private static final String BROUGHT = "in ('i', 'r', 't')";

    private static final Set<Kind> WITH_DIGESTS = EnumSet.of(
            Kind.INSERTED,
            Kind.REFERENCE,
            Kind.TRIGGERED,
            Kind.UPDATED,
            Kind.RETURNED,
            Kind.HELD,
            Kind.HELD_REFERENCE,
            Kind.HELD_UPDATED,
            Kind.LEFT,
            Kind.LEFT_HELD);
    private static final Set<Kind> LEFT = EnumSet.of(Kind.LEFT, Kind.LEFT_HELD);

    /** What a run knows of rows that it has not brought, or not any more, with digests. */
    private static final Set<Kind> KNOWN = EnumSet.of(Kind.LEFT, Kind.LEFT_HELD, Kind.TAKEN);

    private static final Set<Kind> WITH_VALUES = EnumSet.of(Kind.BEFORE, Kind.HELD_BEFORE);

    /** Brought or overwritten by runs before, so that an undo leads back to these, or given back. */
    private static final Set<Kind> NOT_ITS_OWN =
            EnumSet.of(Kind.HELD, Kind.HELD_REFERENCE, Kind.HELD_UPDATED, Kind.RETURNED, Kind.TAKEN);

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows rows;
    private final RunId run;
    private final List<UndoReference> references;
    private final PassedOn passed;
    private final Map<String, String> inherited = new HashMap<>();
    private int heirs;

    /**
     * What is handed over is left with what it refers to.
     *
     * @param rows of the run
     * @param references of the target and of the landscape
     */
    Inheritance(PgSession session, PgLedger ledger, UndoRows rows, RunId run, List<UndoReference> references) {
        this.references = references;
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.run = run;
        this.passed = new PassedOn(session, ledger.changes(), rows, run);
    }

    /** Marks what stays, and writes it into the ledgers of the runs whose it is from now on. */
    void handOver() {
        List<UndoTable> tables = List.copyOf(rows.tables().values());
        tables.forEach(passed::pass);
        tables.stream()
                .filter(UndoTable::keyless)
                .forEach(table -> new SharedCopies(session, ledger, rows, table).handOver(run));
        ledger.changes().sharedByOthers(run).forEach((heir, shared) -> {
            inherited.clear();
            tables.stream()
                    .filter(table -> !table.keyless() && shared.contains(table.sql()))
                    .forEach(table ->
                            rows.withSharer(ledger, run, table, heir, (sharer, keys) -> handOver(table, sharer, keys)));
            follow(heir);
        });
    }

    /** What an heir's rows refer to is its too, before others are asked, who were loaded later and may be undone before it. */
    private void follow(Sharer heir) {
        boolean more = !inherited.isEmpty();
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            for (UndoReference reference : references) {
                String children = inherited.get(reference.childRoot());
                if (children != null && reference.readable()) {
                    more |= parent(reference.parentRoot())
                            .map(parent -> follow(reference, parent, heir, children))
                            .orElse(false);
                }
            }
        }
    }

    /** A table of which the run has rows, be it that it has found all of them there. */
    private Optional<UndoTable> parent(String table) {
        return Optional.ofNullable(rows.tables().get(table))
                .or(() -> ledger.changes().shared(run, table).stream()
                        .findFirst()
                        .map(number -> ledger.changes().chunk(run, number))
                        .map(found -> new UndoTable(
                                0,
                                rows.target(table, found.keyColumns(), List.of()),
                                found.keyColumns(),
                                List.of(),
                                null)))
                .filter(parent -> !parent.keyless());
    }

    /** @return whether rows are handed over because others refer to them that are */
    private boolean follow(UndoReference reference, UndoTable parent, Sharer heir, String children) {
        UndoTable child = Objects.requireNonNull(rows.tables().get(reference.childRoot()), "has handed rows over");
        boolean brought = rows.tables().containsKey(parent.sql());
        boolean needed = brought && isNeeded(reference, child, parent, children);
        if (needed) {
            handOver(parent, heir, NEEDED);
        }
        shareWithOthers(reference, child, parent, heir, children);
        return needed;
    }

    private boolean isNeeded(UndoReference reference, UndoTable child, UndoTable parent, String children) {
        session.run(DOING, "drop table if exists pg_temp." + NEEDED);
        return session.update(
                        DOING,
                        "create temporary table %s on commit drop as select %s from %s k join %s t on %s where not k.%s and k.%s %s and exists (select from %s w join %s on %s where %s)"
                                .formatted(
                                        NEEDED,
                                        Names.of("k", parent.keyNames()),
                                        parent.rows(),
                                        parent.target().own(),
                                        same(parent, "t", "k"),
                                        UndoTable.KEEP,
                                        UndoTable.KIND,
                                        BROUGHT,
                                        children,
                                        reference.referring(rows.own(reference.child()), "c"),
                                        same(child, "c", "w"),
                                        reference.meets("c", "t")))
                > 0;
    }

    private void handOver(UndoTable table, Sharer heir, String keys) {
        will(table, keys, "k.%s %s".formatted(UndoTable.KIND, BROUGHT));
        passed.succeed(table, WILLED);
        List<RunId> successors = ledger.changes().successors(heir.run());
        digests(table, heir.run(), Kind.INSERTED);
        digests(table, heir.run(), Kind.REFERENCE);
        for (RunId successor : successors) {
            digests(table, successor, Kind.HELD);
            digests(table, successor, Kind.HELD_REFERENCE);
        }
        if (keep(table, BROUGHT, heir.run(), successors)) {
            remember(table);
        }
        if (heir.later() && !rows.restorable(table).isEmpty()) {
            will(table, keys, firstOverwritten(table));
            digests(table, heir.run(), Kind.UPDATED);
            values(table, heir.run(), Kind.BEFORE);
            for (RunId successor : successors) {
                digests(table, successor, Kind.HELD_UPDATED);
                values(table, successor, Kind.HELD_BEFORE);
            }
            keep(table, "= 'u'", heir.run(), successors);
            session.update(
                    DOING,
                    "delete from %s b using %s w where %s".formatted(table.before(), WILLED, same(table, "b", "w")));
        }
    }

    /** What an heir before has inherited, or what the run itself had found there, the heir counts on. */
    private void shareWithOthers(
            UndoReference reference, UndoTable child, UndoTable parent, Sharer heir, String children) {
        List<String> key = parent.keyNames();
        for (String name : List.of(NEEDED, HELD)) {
            session.run(
                    DOING,
                    "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                            .formatted(name, Names.list(key), parent.target().own()));
        }
        rows.copyShared(ledger, run, parent, NEEDED);
        if (rows.tables().containsKey(parent.sql())) {
            session.update(
                    DOING,
                    "insert into %s select %s from %s k where k.%s"
                            .formatted(NEEDED, Names.of("k", key), parent.rows(), UndoTable.KEEP));
        }
        rows.copyShared(ledger, heir.run(), parent, HELD);
        String own = inherited.get(parent.sql());
        if (own != null) {
            session.update(DOING, "insert into %s select * from %s".formatted(HELD, own));
        }
        write(
                heir.run(),
                parent,
                Kind.SHARED,
                List.of(),
                "select %s from (select distinct * from %s) n join %s t on %s where exists (select from %s w join %s on %s where %s) and not exists (select from %s o where %s)"
                        .formatted(
                                Names.of("n", key),
                                NEEDED,
                                parent.target().own(),
                                same(parent, "t", "n"),
                                children,
                                reference.referring(rows.own(reference.child()), "c"),
                                same(child, "c", "w"),
                                reference.meets("c", "t"),
                                HELD,
                                same(parent, "o", "n")));
    }

    private void remember(UndoTable table) {
        String name = inherited.computeIfAbsent(table.sql(), key -> {
            String made = "datamig_heir" + heirs++;
            session.run(
                    DOING,
                    "create temporary table %s on commit drop as select * from %s with no data"
                            .formatted(made, WILLED));
            return made;
        });
        session.update(DOING, "insert into %s select * from %s".formatted(name, WILLED));
    }

    private static String same(UndoTable table, String one, String other) {
        return table.target().equal(one, other, table.keyNames());
    }

    private void will(UndoTable table, String keys, String which) {
        session.run(DOING, "drop table if exists pg_temp." + WILLED);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s from %s k join %s h on %s where not k.%s and %s"
                        .formatted(
                                WILLED,
                                Names.of("k", table.keyNames()),
                                table.rows(),
                                keys,
                                same(table, "k", "h"),
                                UndoTable.KEEP,
                                which));
    }

    private boolean keep(UndoTable table, String kinds, RunId heir, List<RunId> successors) {
        long kept = session.update(
                DOING,
                "update %s k set %s = true from %s w where k.%s %s and %s"
                        .formatted(table.rows(), UndoTable.KEEP, WILLED, UndoTable.KIND, kinds, same(table, "k", "w")));
        if (kept > 0) {
            release(table, heir);
            successors.forEach(successor -> release(table, successor));
        }
        return kept > 0;
    }

    /** What a run has inherited it no longer shares: once a refresh has taken it away, others may bring it again. */
    private void release(UndoTable table, RunId heir) {
        forgetLeft(table, heir);
        session.run(
                DOING,
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                        .formatted(HELD, Names.list(table.keyNames()), table.rows()));
        ledger.changes().remove(heir, rows.copyShared(ledger, heir, table, HELD));
        write(
                heir,
                table,
                Kind.SHARED,
                List.of(),
                "select %s from %s o where not exists (select from %s w where %s)"
                        .formatted(Names.of("o", table.keyNames()), HELD, WILLED, same(table, "o", "w")));
    }

    /** Rows {@code k} of others that this run was the first of its district to overwrite, and that nobody has changed since. */
    private String firstOverwritten(UndoTable table) {
        session.run(DOING, "drop table if exists pg_temp." + HELD);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, %s from %s with no data"
                        .formatted(HELD, Names.list(table.keyNames()), UndoTable.DIGEST, table.rows()));
        List<String> columns = new ArrayList<>(table.keyNames());
        columns.add(UndoTable.DIGEST);
        for (int number : ledger.changes().chunks(run, NOT_ITS_OWN, table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            if (chunk.keyColumns().equals(table.key())) {
                rows.copyKeys(HELD, columns, chunk);
            }
        }
        return "k.%s = 'u' and not exists (select from %s o where %s) and exists (select from %s t where %s and not %s)"
                .formatted(
                        UndoTable.KIND,
                        HELD,
                        same(table, "o", "k"),
                        table.target().own(),
                        same(table, "t", "k"),
                        table.changed("t", "k"));
    }

    /**
     * Keys with the digests by which an undo sees whether somebody has changed the rows since: over the columns that the heir's own
     * entries have, because the table may have been altered between the runs.
     */
    private void digests(UndoTable table, RunId heir, Kind kind) {
        List<String> columns = columns(heir, WITH_DIGESTS, table).stream()
                .filter(known -> hasAll(table.target(), known))
                .findFirst()
                .orElse(table.columns());
        readLeft(table, heir, columns);
        write(
                heir,
                table,
                kind,
                columns,
                "select %s, coalesce((select min(l.%s) from %s l where %s), %s, %s) from %s w join %s k on %s left join %s t on %s where k.%s %s"
                        .formatted(
                                Names.of("k", table.keyNames()),
                                UndoTable.DIGEST,
                                HELD,
                                same(table, "l", "k"),
                                kind == Kind.UPDATED || kind == Kind.HELD_UPDATED
                                        ? "null"
                                        : passed.begins(table, columns),
                                table.digestOver(
                                        columns.stream().map(Names::quoted).toList(), "t", "k"),
                                WILLED,
                                table.rows(),
                                same(table, "w", "k"),
                                table.target().own(),
                                same(table, "t", "k"),
                                UndoTable.KIND,
                                whoseAre(kind)));
    }

    /** What the heir has once brought itself, and left: a later run of its district may have changed it, and its undo changes it back. */
    private void readLeft(UndoTable table, RunId heir, List<String> columns) {
        List<String> names = rows.keys(HELD, table.target(), table.keyNames());
        for (int number : ledger.changes().chunks(heir, KNOWN, table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(heir, number);
            if (chunk.keyColumns().equals(table.key()) && chunk.columns().equals(columns)) {
                rows.copyKeys(HELD, names, chunk);
            }
        }
    }

    /** What the heir has again it has not left any more. */
    private void forgetLeft(UndoTable table, RunId heir) {
        for (int number : ledger.changes().chunks(heir, LEFT, table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(heir, number);
            if (chunk.keyColumns().equals(table.key()) && !chunk.columns().isEmpty()) {
                List<String> names = rows.keys(HELD, table.target(), table.keyNames());
                rows.copyKeys(HELD, names, chunk);
                ledger.changes().remove(heir, List.of(number));
                write(
                        heir,
                        table,
                        chunk.kind(),
                        chunk.columns(),
                        "select %s from %s o where not exists (select from %s w where %s)"
                                .formatted(Names.of("o", names), HELD, WILLED, same(table, "o", "w")));
            }
        }
    }

    private static String whoseAre(Kind kind) {
        return switch (kind) {
            case INSERTED, HELD -> "in ('i', 't')";
            case REFERENCE, HELD_REFERENCE -> "= 'r'";
            default -> "= 'u'";
        };
    }

    private static boolean hasAll(TargetTable target, List<String> columns) {
        return columns.stream().allMatch(column -> target.column(column).isPresent());
    }

    /** What rows held before they were overwritten; what a column held that the table did not have then is not known, and stays. */
    private void values(UndoTable table, RunId heir, Kind kind) {
        List<String> known = rows.restorable(table);
        List<String> columns = columns(heir, WITH_VALUES, table).stream()
                .findFirst()
                .map(names -> names.stream().map(Names::quoted).toList())
                .orElse(known);
        write(
                heir,
                table,
                kind,
                Names.bare(columns),
                "select %s%s from %s w join %s b on %s join %s t on %s"
                        .formatted(
                                Names.of("b", table.keyNames()),
                                Names.each(columns, name -> ", " + (known.contains(name) ? "b." : "t.") + name, ""),
                                WILLED,
                                table.before(),
                                same(table, "b", "w"),
                                table.target().own(),
                                same(table, "t", "b")));
    }

    /** Those of the first entries of a table that a run has, because all that it has there are read alike. */
    private List<List<String>> columns(RunId heir, Set<Kind> kinds, UndoTable table) {
        return ledger.changes().chunks(heir, kinds, table.sql()).stream()
                .limit(1)
                .map(number -> ledger.changes().chunk(heir, number).columns())
                .toList();
    }

    private void write(RunId heir, UndoTable table, Kind kind, List<String> columns, String lines) {
        var chunks = new ChunkWriter(table.sql(), kind, table.key(), columns);
        session.copyOut(DOING, "copy (" + lines + ") to stdout", line -> chunks.line(line, line.length - 1));
        ledger.changes().write(heir, chunks.chunks());
    }
}
