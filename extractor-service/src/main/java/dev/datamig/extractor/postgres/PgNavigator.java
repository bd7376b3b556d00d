package dev.datamig.extractor.postgres;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.Workers;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.KeyTuples;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Goes along references inside one source with set-based SQL. Rows are named by their place (leaf and {@code ctid}), which costs
 * the source no index and no temporary table; {@code ctid = ANY (…)} becomes a TID scan or a hashed filter as the planner likes.
 */
public final class PgNavigator {

    private static final int CHUNK = 200_000;
    /** From this version on there is {@code trim_scale}. */
    private static final int TRIMS_SCALES = 130_000;
    /** How many times more rows are looked at than are chosen. */
    private static final int LOOKED_AT = 20;
    /** Where a table has grown since it was last analysed. */
    private static final int MOST_LOOKED_AT = 50_000;

    private final PgSource source;
    private final int version;
    private final Map<TableId, PgTable> tables = new HashMap<>();

    public PgNavigator(PgSource source, PgCatalog catalog) {
        this.source = source;
        this.version = catalog.version();
        catalog.tables().forEach(table -> tables.put(table.id(), table));
    }

    /** The rows that refer to these rows. */
    public RowSet children(PgReference reference, RowSet parents) {
        PgTable parent = table(reference.reference().to());
        PgTable child = table(reference.reference().from());
        RowSet found = new RowSet();
        for (LeafRows rows : LeafRows.of(parent, parents, reference.parentLeaves(), CHUNK)) {
            String query = "select c.tableoid, c.ctid from " + referring(reference) + " c join only "
                    + rows.leaf().sql() + " p on " + reference.condition() + " where p.ctid = " + rows.literal();
            collect(child, query, "looking for children", found);
        }
        return found;
    }

    /** The rows that refer by this reference to rows that are not there. */
    public RowSet orphans(PgReference reference) {
        PgTable child = table(reference.reference().from());
        RowSet found = new RowSet();
        String refers = reference.childColumns().stream()
                .map(column -> "c." + column + " is distinct from null")
                .collect(Collectors.joining(" and "));
        collect(
                child,
                "select c.tableoid, c.ctid from " + referring(reference) + " c where " + refers
                        + " and not exists (select from " + reference.parent() + " p where " + reference.condition()
                        + ")",
                "looking for rows that refer to nothing",
                found);
        return found;
    }

    /** Both ends of a reference, when their keys can be compared outside of the database. */
    public Optional<KeyEnd.Pair> keyed(PgReference reference) {
        return KeyEnd.of(
                reference,
                table(reference.reference().from()),
                table(reference.reference().to()));
    }

    /** Finds rows by their keys. */
    public PgKeys byKeys(Workers workers, KeyLimits limits, KeptKeys kept) {
        return new PgKeys(source, version, workers, limits, kept);
    }

    /** The rows that these rows refer to. */
    public RowSet parents(PgReference reference, RowSet children) {
        PgTable parent = table(reference.reference().to());
        PgTable child = table(reference.reference().from());
        String columns = String.join(", ", reference.childColumns());
        String distinct = alike(reference, child, parent) ? "distinct " : "";
        RowSet found = new RowSet();
        for (LeafRows rows : LeafRows.of(child, children, reference.childLeaves(), CHUNK)) {
            String query = "select p.tableoid, p.ctid from (select " + distinct + columns + " from only "
                    + rows.leaf().sql() + " where ctid = " + rows.literal() + " and " + when(reference)
                    + ") c join " + reference.parent() + " p on " + reference.condition();
            collect(parent, query, "looking for parents", found);
        }
        return found;
    }

    /** Whether values that are equal to the child refer to the same parents; a citext may refer to a text. */
    private static boolean alike(PgReference reference, PgTable child, PgTable parent) {
        List<String> from = reference.reference().fromColumns();
        List<String> to = reference.reference().toColumns();
        return IntStream.range(0, from.size()).allMatch(i -> {
            PgColumn one = child.column(from.get(i)).orElseThrow();
            PgColumn other = parent.column(to.get(i)).orElseThrow();
            return one.deterministic()
                    && one.schema().baseType().equals(other.schema().baseType());
        });
    }

    private static String referring(PgReference reference) {
        return when(reference).equals("true")
                ? reference.child()
                : "(select tableoid, ctid, " + String.join(", ", reference.childColumns()) + " from "
                        + reference.child() + " where " + when(reference) + ")";
    }

    private static String when(PgReference reference) {
        String when = reference.reference().when();
        return when == null || reference.reference().declared() ? "true" : "(" + when + ")";
    }

    /**
     * What stands in the columns of an end, for rows that refer (or are referred to) at all, as other stores are asked for it:
     * {@code 5.00} is the 5 that a whole number there is, too.
     */
    public KeyTuples values(PgEnd end, RowSet rows) {
        return texts(end, rows, version >= TRIMS_SCALES);
    }

    private KeyTuples texts(PgEnd end, RowSet rows, boolean trimmed) {
        String columns = end.columns().stream()
                .map(column -> trimmed && column.schema().baseType().equals("numeric")
                        ? "trim_scale(" + column.sql() + ")::text"
                        : column.sql() + "::text")
                .collect(Collectors.joining(", "));
        String present = end.columns().stream()
                .map(column -> column.sql() + " is distinct from null")
                .collect(Collectors.joining(" and "));
        List<String[]> tuples = new ArrayList<>();
        for (LeafRows leafRows : LeafRows.of(end.table(), rows, null, CHUNK)) {
            String query = "select distinct " + columns + " from only "
                    + leafRows.leaf().sql() + " where ctid = " + leafRows.literal() + " and " + present + " and "
                    + end.whenOrTrue();
            source.with(session -> {
                session.copy("reading keys of " + end.table().id().name(), query, row -> tuples.add(tuple(row, end)));
                return true;
            });
        }
        return new KeyTuples(tuples);
    }

    private static String[] tuple(CopyRow row, PgEnd end) {
        String[] tuple = new String[end.columns().size()];
        for (int i = 0; i < tuple.length; i++) {
            row.field();
            tuple[i] = new String(row.bytes(0), java.nio.charset.StandardCharsets.UTF_8);
        }
        return tuple;
    }

    /** The rows of an end that have one of these values. */
    public RowSet matching(PgEnd end, KeyTuples keys) {
        KeyMatch match = KeyMatch.of(end, keys, version);
        if (match.isEmpty()) {
            return new RowSet();
        }
        RowSet found = new RowSet();
        source
                .with(session -> session.query(
                        "looking for keys in " + end.table().id().name(),
                        match.sql(),
                        match.parameters(),
                        row -> place(end.table(), row.getLong(1), row.getString(2))))
                .stream()
                .filter(row -> row >= 0)
                .forEach(found::add);
        return found;
    }

    /** A row's number, -1 when its leaf is none of the table's. */
    static long place(PgTable table, long leafOid, String tid) {
        int leaf = table.leafOf(leafOid);
        int comma = tid.indexOf(',');
        return leaf < 0
                ? -1
                : TidCode.of(
                        leaf,
                        Long.parseLong(tid.substring(1, comma)),
                        Integer.parseInt(tid.substring(comma + 1, tid.length() - 1)));
    }

    private void collect(PgTable table, String query, String what, RowSet found) {
        source.with(session -> {
            LeafCache leaves = new LeafCache(table);
            session.copy(what + " in " + table.id().name(), query, row -> {
                row.field();
                int leaf = leaves.number(row.oid());
                row.field();
                if (leaf >= 0) {
                    found.add(row.tid(leaf));
                }
            });
            return true;
        });
    }

    /** Whether these could be values of these columns at all. */
    public boolean admits(PgTable table, List<String> columns, List<String> key) {
        return !KeyMatch.of(PgEnd.of(table, columns, null), tuple(key), version).isEmpty();
    }

    /**
     * Some rows from all over a table, the same ones each time. Of a large table only some blocks are looked at
     * ({@code TABLESAMPLE SYSTEM}), which a standby allows too.
     */
    public RowSet some(PgTable table, int atMost) {
        double wanted = 100.0 * LOOKED_AT * atMost / Math.max(1, table.estimatedRows());
        String share = String.format(Locale.ROOT, "%.6f", Math.clamp(wanted, 0.000001, 100));
        RowSet found = new RowSet();
        collect(
                table,
                "select tableoid, ctid from " + table.own() + " tablesample system (" + share
                        + ") repeatable (1) limit " + MOST_LOOKED_AT,
                "choosing rows",
                found);
        return found.spread(atMost);
    }

    /** The row that has these values in these columns of a key; empty when there is none. */
    public RowSet find(PgTable table, List<String> columns, List<String> key) {
        return matching(PgEnd.of(table, columns, null), tuple(key));
    }

    private static KeyTuples tuple(List<String> key) {
        return new KeyTuples(List.<String[]>of(key.toArray(String[]::new)));
    }

    /** What a row has in these columns, one text each; empty when it has NULL in one of them or there are none. */
    public List<String> key(PgTable table, List<String> columns, long row) {
        return columns.isEmpty()
                ? List.of()
                : texts(PgEnd.of(table, columns, null), RowSet.of(row), false).tuples().stream()
                        .findFirst()
                        .map(List::of)
                        .orElse(List.of());
    }

    PgTable table(TableId id) {
        PgTable table = tables.get(id);
        if (table == null) {
            throw new IllegalStateException("not a table of this catalog: " + id);
        }
        return table;
    }

    /** Numbers of leaves, remembering the last one asked for. */
    static final class LeafCache {
        private final Map<Long, Integer> numbers = new HashMap<>();
        private long lastOid = -1;
        private int lastNumber = -1;

        LeafCache(PgTable table) {
            for (int i = 0; i < table.leaves().size(); i++) {
                numbers.put(table.leaves().get(i).oid(), i);
            }
        }

        int number(long oid) {
            if (oid != lastOid) {
                lastOid = oid;
                lastNumber = numbers.getOrDefault(oid, -1);
            }
            return lastNumber;
        }
    }
}
