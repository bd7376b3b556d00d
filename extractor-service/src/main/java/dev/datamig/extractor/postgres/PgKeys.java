package dev.datamig.extractor.postgres;

import dev.datamig.extractor.Workers;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Goes along references by the values of their columns, compared here and not in the database: one plain scan answers for all
 * references of a table at once, which costs the source a fraction of a join for each of them. Only few keys in a large table are
 * looked up by the database.
 */
public final class PgKeys {

    /** Keys in one list. */
    private static final int LISTED = 50_000;
    /** A block costs the source about as much as so many of its rows. */
    private static final int ROWS_PER_BLOCK = 10;
    /** From this share of a table's rows on all of its keys are read. */
    private static final double DENSE = 0.2;
    /** So many rows that an index gives for one key cost about as much as finding the key. */
    private static final double ROWS_OF_A_KEY = 5;
    /** A table whose keys are kept is come by so many times, about, in a closure. */
    private static final int USES = 3;

    private final PgSource source;
    private final int version;
    private final Workers workers;
    private final KeyLimits limits;
    private final KeptKeys kept;

    /** Keys that are wanted: those of these rows go into the set. */
    public record Gathering(KeyEnd end, RowSet rows, KeySet into) {}

    /**
     * Rows that are wanted: those with a key of the set go into {@code found}.
     *
     * @param perKey how many rows have a key, on average
     */
    public record Finding(KeyEnd end, double perKey, KeySet keys, RowSet found) {}

    public PgKeys(PgSource source, int version, Workers workers, KeyLimits limits, KeptKeys kept) {
        this.workers = workers;
        this.kept = kept;
        this.source = source;
        this.version = version;
        this.limits = limits;
    }

    /** An empty set for the keys of an end. */
    public static KeySet emptySet(KeyEnd end, KeyLimits limits) {
        return KeyReader.emptySet(end, limits);
    }

    /** Gathers keys of rows of one table. */
    public void gather(PgTable table, List<Gathering> gatherings) {
        RowSet all = new RowSet();
        gatherings.forEach(gathering -> all.addAll(gathering.rows()));
        Optional<KeptTable> known = all.size() > DENSE * KeptKeys.rows(table) ? kept(table) : kept.find(table);
        if (known.isPresent()) {
            gatherings.forEach(gathering -> known.get().gather(gathering.end(), gathering.rows(), gathering.into()));
            return;
        }
        Map<RowSet, RowCursor> cursors = new IdentityHashMap<>();
        gatherings.forEach(gathering -> cursors.computeIfAbsent(gathering.rows(), RowSet::cursor));
        source.with(session -> {
            for (Stretch stretch : Stretch.plan(table, all)) {
                PgLeaf leaf = table.leaves().get(stretch.leaf());
                List<Gathering> concerned = gatherings.stream()
                        .filter(gathering -> gathering.end().holdsFor(leaf.oid()))
                        .toList();
                if (!concerned.isEmpty()) {
                    gather(session, leaf, stretch, concerned, cursors);
                }
            }
            return true;
        });
    }

    /** Reads the keys of a table that is looked through anyway, and keeps them. */
    private Optional<KeptTable> kept(PgTable table) {
        return kept.keep(table, (ends, pieces) -> {
            if (table.partitioned() && KeptKeys.rows(table) <= limits.piece()) {
                readAtOnce(table, ends, pieces.apply(0));
            } else {
                readInPieces(table, ends, pieces);
            }
        });
    }

    /** Small partitions together. */
    private void readAtOnce(PgTable table, List<KeyEnd> ends, KeptKeys.Taker taker) {
        String query = "select tableoid, ctid" + expressions(ends) + " from " + table.own();
        source.with(session -> {
            session.copy(
                    "reading keys of " + table.id().name(), query, keeping(new PgNavigator.LeafCache(table), taker));
            return true;
        });
    }

    /** Several pieces at a time, as far as there are sessions and nobody has anything else to do. */
    private void readInPieces(PgTable table, List<KeyEnd> ends, IntFunction<KeptKeys.Taker> pieces) {
        List<Stretch> stretches = Stretch.whole(table, version, limits.piece());
        List<Integer> numbers = IntStream.range(0, stretches.size()).boxed().toList();
        workers.together(
                numbers,
                number -> source.with(session -> {
                    Stretch stretch = stretches.get(number);
                    String leaf = table.leaves().get(stretch.leaf()).sql();
                    String query =
                            "select ctid" + expressions(ends) + " from only " + leaf + " where " + stretch.condition();
                    session.copy("reading keys of " + leaf, query, keeping(stretch.leaf(), pieces.apply(number)));
                    return true;
                }));
    }

    /** What is done with each row of a leaf whose keys are kept. */
    static PgSession.CopiedRow keeping(int leaf, KeptKeys.Taker taker) {
        return row -> {
            row.field();
            taker.take(row, row.tid(leaf));
        };
    }

    /** What is done with each row of a table whose keys are kept, with its leaf in front. */
    private static PgSession.CopiedRow keeping(PgNavigator.LeafCache leaves, KeptKeys.Taker taker) {
        return row -> {
            row.field();
            int leaf = leaves.number(row.oid());
            row.field();
            if (leaf >= 0) {
                taker.take(row, row.tid(leaf));
            }
        };
    }

    private static void gather(
            PgSession session,
            PgLeaf leaf,
            Stretch stretch,
            List<Gathering> gatherings,
            Map<RowSet, RowCursor> cursors) {
        String query = "select ctid"
                + expressions(gatherings.stream().map(Gathering::end).toList()) + " from only " + leaf.sql() + " where "
                + stretch.condition();
        session.copy("reading keys of " + leaf.sql(), query, gathering(gatherings, cursors, stretch.leaf()));
    }

    /** What is done with each row when keys are gathered. */
    static PgSession.CopiedRow gathering(List<Gathering> gatherings, Map<RowSet, RowCursor> cursors, int leaf) {
        KeyReader[] readers = readers(gatherings.stream().map(Gathering::end).toList());
        RowCursor[] wanted = gatherings.stream()
                .map(gathering ->
                        cursors.getOrDefault(gathering.rows(), gathering.rows().cursor()))
                .toArray(RowCursor[]::new);
        KeySet[] into = gatherings.stream().map(Gathering::into).toArray(KeySet[]::new);
        return row -> {
            row.field();
            long place = row.tid(leaf);
            for (int i = 0; i < readers.length; i++) {
                if (readers[i].read(row) && wanted[i].contains(place)) {
                    readers[i].addTo(into[i]);
                }
            }
        };
    }

    /** Finds rows of one relation. */
    public void find(List<Finding> findings) {
        PgTable table = findings.get(0).end().table();
        Optional<KeptTable> known = kept.find(table);
        if (known.isPresent()) {
            find(known.get(), findings);
            return;
        }
        List<Finding> scanned = new ArrayList<>();
        for (Finding finding : findings) {
            if (pages(finding) == 0) {
                continue;
            }
            if (!finding.keys().isListable() || scan(finding)) {
                scanned.add(finding);
            } else {
                look(finding);
            }
        }
        if (!scanned.isEmpty()) {
            kept(table).ifPresentOrElse(all -> find(all, scanned), () -> scan(scanned));
        }
    }

    private static void find(KeptTable table, List<Finding> findings) {
        findings.forEach(finding -> table.find(finding.end(), finding.keys(), finding.found()));
    }

    private static long pages(Finding finding) {
        return finding.end().table().leaves().stream()
                .filter(leaf -> finding.end().holdsFor(leaf.oid()))
                .mapToLong(PgLeaf::pages)
                .sum();
    }

    private boolean scan(Finding finding) {
        double rows = 0;
        for (PgLeaf leaf : finding.end().table().leaves()) {
            if (finding.end().holdsFor(leaf.oid())) {
                rows += leaf.estimatedRows() > 0 ? leaf.estimatedRows() : leaf.pages() * 60.0;
            }
        }
        double scan = rows + (double) ROWS_PER_BLOCK * pages(finding);
        double uses = kept.mayKeep(finding.end().table()) ? USES : 1;
        return pages(finding) <= limits.smallTable() || scan <= uses * lists(finding, rows);
    }

    /** What looking the keys up costs, in rows that are scanned. Without an index each list is a scan, but one that gives few rows. */
    private double lists(Finding finding, double rows) {
        double keys = finding.keys().size();
        boolean indexed = finding.end().columns().stream().anyMatch(PgColumn::indexed);
        double cost = limits.rowsPerKey() * keys * Math.max(1, finding.perKey() / ROWS_OF_A_KEY);
        return cost + (indexed ? 0 : rows / 2 * Math.ceil(keys / LISTED));
    }

    private void scan(List<Finding> findings) {
        KeyEnd end = findings.get(0).end();
        List<KeyEnd> ends = findings.stream().map(Finding::end).toList();
        String query = "select tableoid, ctid" + expressions(ends) + " from " + end.relation();
        source.with(session -> {
            session.copy("looking for keys in " + end.table().id().name(), query, scanning(findings));
            return true;
        });
    }

    /** What is done with each row when a table is looked through for keys. */
    static PgSession.CopiedRow scanning(List<Finding> findings) {
        var leaves = new PgNavigator.LeafCache(findings.get(0).end().table());
        KeyReader[] readers = readers(findings.stream().map(Finding::end).toList());
        KeySet[] keys = findings.stream().map(Finding::keys).toArray(KeySet[]::new);
        RowSet[] found = findings.stream().map(Finding::found).toArray(RowSet[]::new);
        return row -> {
            row.field();
            int leaf = leaves.number(row.oid());
            row.field();
            long place = leaf < 0 ? -1 : row.tid(leaf);
            for (int i = 0; i < readers.length; i++) {
                if (readers[i].read(row) && place >= 0 && readers[i].isIn(keys[i])) {
                    found[i].add(place);
                }
            }
        };
    }

    /** Strings go to the source as parameters, which no log of it shows; numbers and uuids in the statement, which is quicker. */
    private void look(Finding finding) {
        if (finding.end().forms().stream().allMatch(form -> form == KeyForm.NUMBER || form == KeyForm.UUID)) {
            copyListed(finding);
        } else {
            askListed(finding);
        }
    }

    private void copyListed(Finding finding) {
        KeyEnd end = finding.end();
        source.with(session -> {
            var leaves = new PgNavigator.LeafCache(end.table());
            KeyList.of(
                    end,
                    finding.keys(),
                    LISTED,
                    arrays -> session.copy(
                            "looking for keys in " + end.table().id().name(),
                            KeyMatch.sql(end, version, arrays),
                            row -> {
                                row.field();
                                int leaf = leaves.number(row.oid());
                                row.field();
                                if (leaf >= 0) {
                                    finding.found().add(row.tid(leaf));
                                }
                            }));
            return true;
        });
    }

    private void askListed(Finding finding) {
        KeyEnd end = finding.end();
        String sql = KeyMatch.sql(end, version);
        source.with(session -> {
            KeyList.of(
                    end,
                    finding.keys(),
                    LISTED,
                    arrays -> session
                            .query(
                                    "looking for keys in " + end.table().id().name(),
                                    sql,
                                    arrays,
                                    row -> PgNavigator.place(end.table(), row.getLong(1), row.getString(2)))
                            .stream()
                            .filter(row -> row >= 0)
                            .forEach(finding.found()::add));
            return true;
        });
    }

    private static KeyReader[] readers(List<KeyEnd> ends) {
        return ends.stream().map(KeyReader::new).toArray(KeyReader[]::new);
    }

    private static String expressions(List<KeyEnd> ends) {
        StringBuilder list = new StringBuilder();
        ends.forEach(
                end -> end.expressions().forEach(expression -> list.append(", ").append(expression)));
        return list.toString();
    }
}
