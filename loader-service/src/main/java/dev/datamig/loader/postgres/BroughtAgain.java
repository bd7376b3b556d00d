package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChanges.Numbered;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that a refresh took away and that a run of another district has brought again since, under the same key and with the same contents:
 * a pupil who has moved. When the refresh is undone they are there already and stay the other's; the runs to which the undo leads back
 * count on them from then on, as if they had found them there.
 */
final class BroughtAgain {

    private static final String DOING = "looking for rows that others have brought again";
    private static final String AGAIN = "datamig_again";
    private static final String NAMED = "datamig_named";
    private static final String CLAIMED = "\"~claimed\"";
    private static final String KNOWN = "\"~known\"";

    /** The ledger has to account for what a run has inserted itself. */
    private static final Set<Kind> OWN = EnumSet.of(Kind.INSERTED, Kind.REFERENCE);

    private static final Set<Kind> BROUGHT = EnumSet.of(Kind.INSERTED, Kind.REFERENCE, Kind.HELD, Kind.HELD_REFERENCE);

    private final PgSession session;
    private final LedgerChanges ledger;
    private final UndoRows rows;
    private final List<RunId> chain;
    private final List<RunId> before;

    /**
     * @param rows reads chunks
     * @param run the refresh
     */
    BroughtAgain(PgSession session, LedgerChanges ledger, UndoRows rows, RunId run) {
        this.session = session;
        this.ledger = ledger;
        this.rows = rows;
        this.chain = ledger.withPredecessors(run);
        this.before = chain.stream().filter(each -> !each.equals(run)).toList();
    }

    /**
     * Takes such rows out of those that come back, and notes them as shared for the runs before.
     *
     * @param place has the rows that come back as previous values
     * @param values the columns, quoted, in which they have to agree beside the key
     * @param staying a condition, which begins with {@code and}, on rows {@code t} that the undo leaves as they are
     */
    void share(UndoTable place, List<String> values, String staying) {
        if (place.keyless() || !areThere(place, values, staying)) {
            return;
        }
        for (LedgerChanges.Brought brought : ledger.brought(place.sql())) {
            if (!chain.contains(brought.run())) {
                mark(CLAIMED, place, ledger.chunk(brought.run(), brought.number()));
            }
        }
        List<Numbered> naming = new ArrayList<>();
        for (RunId run : before) {
            for (int number : ledger.chunks(run, BROUGHT, place.sql())) {
                if (mark(KNOWN, place, ledger.chunk(run, number)) > 0) {
                    naming.add(new Numbered(run, number));
                }
            }
        }
        session.update(DOING, "delete from " + AGAIN + " where not (" + CLAIMED + " and " + KNOWN + ")");
        naming.forEach(named -> turn(place, named));
        session.update(
                DOING, "delete from %s r using %s a where %s".formatted(place.before(), AGAIN, same(place, "r", "a")));
    }

    private boolean areThere(UndoTable place, List<String> values, String staying) {
        session.run(DOING, "drop table if exists pg_temp." + AGAIN);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, false as %s, false as %s from %s r join %s t on %s where %s%s"
                        .formatted(
                                AGAIN,
                                Names.of("r", place.keyNames()),
                                CLAIMED,
                                KNOWN,
                                place.before(),
                                place.target().own(),
                                same(place, "t", "r"),
                                values.isEmpty() ? "true" : Fates.same("t", "r", values),
                                staying));
        return session.number(DOING, "select count(*) from " + AGAIN) > 0;
    }

    /** @return how many of the rows the chunk names */
    private long mark(String as, UndoTable place, LedgerChunk chunk) {
        if (!chunk.keyColumns().equals(place.key())) {
            return 0;
        }
        rows.copyKeys(NAMED, rows.keys(NAMED, place.target(), place.keyNames()), chunk);
        return session.update(
                DOING,
                "update %s a set %s = true from %s n where %s".formatted(AGAIN, as, NAMED, same(place, "a", "n")));
    }

    /** What a run has brought becomes what it has found there. */
    private void turn(UndoTable place, Numbered named) {
        LedgerChunk chunk = ledger.chunk(named.run(), named.number());
        List<String> columns = rows.keys(NAMED, place.target(), place.keyNames());
        rows.copyKeys(NAMED, columns, chunk);
        ledger.remove(named.run(), List.of(named.number()));
        write(
                named.run(),
                new ChunkWriter(place.sql(), chunk.kind(), chunk.keyColumns(), chunk.columns()),
                columns,
                "not exists",
                place);
        write(
                named.run(),
                new ChunkWriter(place.sql(), Kind.SHARED, place.key(), List.of()),
                place.keyNames(),
                "exists",
                place);
        Kind left = OWN.contains(chunk.kind()) ? Kind.LEFT : Kind.LEFT_HELD;
        write(
                named.run(),
                new ChunkWriter(place.sql(), left, chunk.keyColumns(), chunk.columns()),
                columns,
                "exists",
                place);
    }

    private void write(RunId run, ChunkWriter chunks, List<String> columns, String which, UndoTable place) {
        session.copyOut(
                DOING,
                "copy (select %s from %s n where %s (select from %s a where %s)) to stdout"
                        .formatted(Names.of("n", columns), NAMED, which, AGAIN, same(place, "a", "n")),
                line -> chunks.line(line, line.length - 1));
        ledger.write(run, chunks.chunks());
    }

    private static String same(UndoTable place, String one, String other) {
        return place.target().equal(one, other, place.keyNames());
    }
}
