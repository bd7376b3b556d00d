package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows of a run that goes, and that runs of other districts have overwritten since, to whom they were left ({@link Kind#TAKEN}). They keep
 * their values: what the first of these runs would give back is from now on what this run would have given back, or nothing at all where
 * it is this run that has brought the row.
 */
final class PassedOn {

    private static final String DOING = "looking for rows that others have overwritten since";
    private static final String THEIRS = "datamig_theirs";
    private static final String VALUES = "datamig_values";
    private static final String MEANT = "datamig_meant";
    private static final String BASE = "datamig_base";

    /** Over which a digest is taken: a name that no column has. */
    private static final String COLUMNS = "\"~columns\"";

    private final PgSession session;
    private final LedgerChanges ledger;
    private final UndoRows rows;
    private final RunId run;

    /** @param rows of the run */
    PassedOn(PgSession session, LedgerChanges ledger, UndoRows rows, RunId run) {
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.run = run;
    }

    /** Lets rows that the run has overwritten, and others since, stay as they are. */
    void pass(UndoTable table) {
        List<String> before = rows.restorable(table);
        if (table.keyless() || before.isEmpty()) {
            return;
        }
        String mine = "select %s from %s k where k.%s = 'u' and not k.%s"
                .formatted(Names.of("k", table.keyNames()), table.rows(), UndoTable.KIND, UndoTable.KEEP);
        eachOverwritten(table, mine, (taker, chunk) -> pass(table, before, taker, chunk));
    }

    /** What the taker gives back is what the run would have. */
    private void pass(UndoTable table, List<String> before, RunId taker, LedgerChunk chunk) {
        String key = table.keyNames().get(0);
        String values = Names.each(
                quoted(chunk),
                name -> before.contains(name)
                        ? ", case when m.%s is null then v.%s else b.%s end".formatted(key, name, name)
                        : ", v." + name,
                "");
        write(
                taker,
                table,
                Kind.BEFORE,
                chunk.columns(),
                "select %s%s from %s v left join %s m on %s left join %s b on %s"
                        .formatted(
                                Names.of("v", table.keyNames()),
                                values,
                                VALUES,
                                MEANT,
                                same(table, "m", "v"),
                                table.before(),
                                same(table, "b", "m")));
        session.update(
                DOING,
                "update %s k set %s = true from %s m where k.%s = 'u' and %s"
                        .formatted(table.rows(), UndoTable.KEEP, MEANT, UndoTable.KIND, same(table, "k", "m")));
        session.update(
                DOING, "delete from %s b using %s m where %s".formatted(table.before(), MEANT, same(table, "b", "m")));
    }

    private interface Overwritten {
        /** @param chunk has been taken out of the taker's ledger, and its rows are in {@link #VALUES}, those that matter in {@link #MEANT} */
        void by(RunId taker, LedgerChunk chunk);
    }

    /** @param which a query for the keys of rows, asked anew each time */
    private void eachOverwritten(UndoTable table, String which, Overwritten overwritten) {
        for (RunId taker : ledger.takers(run, table.sql())) {
            for (int number : ledger.chunks(taker, Set.of(Kind.BEFORE), table.sql())) {
                LedgerChunk chunk = ledger.chunk(taker, number);
                if (overwrote(table, taker, chunk, which)) {
                    ledger.remove(taker, List.of(number));
                    overwritten.by(taker, chunk);
                }
            }
        }
    }

    /**
     * Rows that the run has brought are from now on as the first has left them who has overwritten them since.
     *
     * @param which a table with the keys of some
     */
    void succeed(UndoTable table, String which) {
        rows.keys(BASE, table.target(), table.keyNames());
        session.run(DOING, "alter table %s add column %s text".formatted(BASE, COLUMNS));
        String brought = "select %s from %s w where not exists (select from %s b where %s)"
                .formatted(Names.of("w", table.keyNames()), which, BASE, same(table, "b", "w"));
        eachOverwritten(table, brought, (taker, chunk) -> {
            write(
                    taker,
                    table,
                    Kind.BEFORE,
                    chunk.columns(),
                    "select %s%s from %s v where not exists (select from %s m where %s)"
                            .formatted(
                                    Names.of("v", table.keyNames()),
                                    Names.each(quoted(chunk), name -> ", v." + name, ""),
                                    VALUES,
                                    MEANT,
                                    same(table, "m", "v")));
            write(taker, table, Kind.SUCCEEDED, List.of(), "select * from " + MEANT);
            base(table, taker);
        });
    }

    /** What the taker has made of the rows is what they begin with. */
    private void base(UndoTable table, RunId taker) {
        List<String> names = rows.keys(THEIRS, table.target(), table.keyNames());
        for (int number : ledger.chunks(taker, Set.of(Kind.UPDATED), table.sql())) {
            LedgerChunk chunk = ledger.chunk(taker, number);
            if (chunk.keyColumns().equals(table.key())) {
                rows.keys(THEIRS, table.target(), table.keyNames());
                rows.copyKeys(THEIRS, names, chunk);
                String theirs = "select %s%s from %s o where %s exists (select from %s m where %s)";
                session.update(
                        DOING,
                        "insert into " + BASE + " "
                                + theirs.formatted(
                                        Names.of("o", names),
                                        ", " + Names.literal(String.join("\t", chunk.columns())),
                                        THEIRS,
                                        "",
                                        MEANT,
                                        same(table, "m", "o")));
                ledger.remove(taker, List.of(number));
                write(
                        taker,
                        table,
                        Kind.UPDATED,
                        chunk.columns(),
                        theirs.formatted(Names.of("o", names), "", THEIRS, "not", MEANT, same(table, "m", "o")));
            }
        }
    }

    /** The digest with which the row of an entry {@code k} begins, over these columns; null where it is the run's. */
    String begins(UndoTable table, List<String> columns) {
        return "(select b.%s from %s b where b.%s = %s and %s)"
                .formatted(
                        UndoTable.DIGEST,
                        BASE,
                        COLUMNS,
                        Names.literal(String.join("\t", columns)),
                        same(table, "b", "k"));
    }

    /**
     * Reads what a taker has kept of rows.
     *
     * @param chunk values before
     * @param which a query for the keys of rows that matter
     * @return whether it has kept anything of these
     */
    private boolean overwrote(UndoTable table, RunId taker, LedgerChunk chunk, String which) {
        if (!chunk.keyColumns().equals(table.key())) {
            return false;
        }
        List<String> columns = new ArrayList<>(table.keyNames());
        columns.addAll(quoted(chunk));
        session.run(
                DOING,
                "drop table if exists pg_temp.%1$s, pg_temp.%2$s; create temporary table %1$s on commit drop as select %3$s from %4$s with no data"
                        .formatted(
                                VALUES,
                                MEANT,
                                Names.list(columns),
                                table.target().own()));
        rows.copyKeys(VALUES, columns, chunk);
        List<String> names = rows.keys(THEIRS, table.target(), table.keyNames());
        for (int number : ledger.chunks(taker, Set.of(Kind.TAKEN), table.sql())) {
            LedgerChunk taken = ledger.chunk(taker, number);
            if (taken.keyColumns().equals(table.key())) {
                rows.copyKeys(THEIRS, names, taken);
            }
        }
        return session.update(
                        DOING,
                        "create temporary table %s on commit drop as select distinct x.* from (%s) x join %s v on %s where exists (select from %s o where %s)"
                                .formatted(MEANT, which, VALUES, same(table, "v", "x"), THEIRS, same(table, "o", "x")))
                > 0;
    }

    private void write(RunId taker, UndoTable table, Kind kind, List<String> columns, String lines) {
        var chunks = new ChunkWriter(table.sql(), kind, table.key(), columns);
        session.copyOut(DOING, "copy (" + lines + ") to stdout", line -> chunks.line(line, line.length - 1));
        ledger.write(taker, chunks.chunks());
    }

    private static List<String> quoted(LedgerChunk chunk) {
        return chunk.columns().stream().map(Names::quoted).toList();
    }

    private static String same(UndoTable table, String one, String other) {
        return table.target().equal(one, other, table.keyNames());
    }
}
