package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Puts back the rows that a refresh took away from the run before it. */
final class UndoRemoved {

    /** Numbers of their temporary tables begin here, after those of an undo's other tables. */
    private static final int REMOVED = 1_000_000;

    private static final String THEIRS = "datamig_theirs";

    private final PgSession session;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final UndoRestoration restoration;
    private final Forestalled forestalled;
    private final Map<String, Image> images = new LinkedHashMap<>();

    /** Rows of a table that come back. @param place has them as previous values; without a key when the table has no primary key */
    private record Image(UndoTable place, List<String> columns) {
        TargetTable table() {
            return place.target();
        }

        String rows() {
            return place.before();
        }

        /** What an update can put back, quoted. */
        List<String> values() {
            return table().restorable(place.key()).stream()
                    .filter(columns::contains)
                    .toList();
        }
    }

    UndoRemoved(PgSession session, TargetCatalog catalog, UndoRows rows, UndoRestoration restoration) {
        this.restoration = restoration;
        this.session = session;
        this.forestalled = new Forestalled(session);
        this.catalog = catalog;
        this.rows = rows;
    }

    /** Takes the rows from the ledger, but for those that another district has brought again. @return false when there are none */
    boolean read(PgLedger ledger, RunId run) {
        for (int number : ledger.changes().chunks(run, Set.of(LedgerChunk.Kind.REMOVED))) {
            fill(ledger.changes().chunk(run, number));
        }
        var again = new BroughtAgain(session, ledger.changes(), rows, run);
        images.values()
                .forEach(image -> again.share(
                        image.place(), image.values(), staying(image.table().sql())));
        return !images.isEmpty();
    }

    /**
     * Rows that are there, that the undo neither deletes nor gives other values, and that have the key or a unique value of rows which
     * come back, per table.
     */
    Map<String, Long> inTheWay() {
        Map<String, Long> all = new LinkedHashMap<>();
        images.forEach((table, image) -> {
            List<String> meeting = meeting(image);
            long count = meeting.isEmpty()
                    ? 0
                    : session.number(
                            "looking for rows that are there again in " + table,
                            "select count(*) from (" + String.join(" union ", meeting) + ") x");
            if (count > 0) {
                all.put(table, count);
            }
        });
        return all;
    }

    /** Other loaded runs that have brought rows which are {@link #inTheWay}. */
    Set<RunId> inTheWayBy(PgLedger ledger, RunId run, Set<String> tables) {
        Set<RunId> runs = new LinkedHashSet<>();
        List<RunId> own = ledger.changes().withPredecessors(run);
        for (String table : tables) {
            Image image = Objects.requireNonNull(images.get(table));
            for (LedgerChanges.Brought brought : ledger.changes().brought(table)) {
                if (!own.contains(brought.run()) && !runs.contains(brought.run())) {
                    LedgerChunk chunk = ledger.changes().chunk(brought.run(), brought.number());
                    if (meets(image, chunk)) {
                        runs.add(brought.run());
                    }
                }
            }
        }
        return runs;
    }

    private boolean meets(Image image, LedgerChunk chunk) {
        List<String> key = chunk.keyColumns().stream().map(Names::quoted).toList();
        if (key.isEmpty()) {
            return false;
        }
        String doing = "looking for rows that are there again in " + chunk.table();
        rows.copyKeys(THEIRS, rows.keys(THEIRS, image.table(), key), chunk);
        return meeting(image).stream()
                .anyMatch(query -> session.number(
                                doing,
                                "select count(*) from (%s and exists (select from %s k where %s)) x"
                                        .formatted(query, THEIRS, image.table().equal("t", "k", key)))
                        > 0);
    }

    /** Queries, each of which ends in a condition, for rows {@code t} that are in the way. */
    private List<String> meeting(Image image) {
        return image.table().keys().stream()
                .filter(key -> image.columns().containsAll(quoted(key)))
                .map(key -> "select t.tableoid, t.ctid from %s r join %s t on %s where true%s"
                        .formatted(
                                image.rows(),
                                image.table().own(),
                                Fates.equal(image.table(), key, "r", "t"),
                                staying(image.table().sql())))
                .toList();
    }

    private String staying(String table) {
        UndoTable written = rows.tables().get(table);
        if (written == null) {
            return "";
        }
        return " and not " + UndoDeletion.goes(written)
                + (rows.restorable(written).isEmpty()
                        ? ""
                        : " and not exists (select from %s b where %s)"
                                .formatted(written.before(), written.target().equal("t", "b", written.keyNames())));
    }

    private static List<String> quoted(TargetKey key) {
        return key.columns().stream().map(Names::quoted).toList();
    }

    /** By table the temporary table with the rows that come back. */
    Map<String, String> images() {
        Map<String, String> all = new LinkedHashMap<>();
        images.forEach((table, image) -> all.put(table, image.rows()));
        return all;
    }

    /** Tables in which rows that go have values that rows which come back want, and those that refer to them. */
    Set<String> early() {
        Set<String> early = new HashSet<>();
        images.values().stream()
                .filter(image -> image.table().keys().stream().anyMatch(key -> isTaken(image, key)))
                .forEach(image -> early.add(image.table().sql()));
        boolean more = !early.isEmpty();
        while (more) {
            more = catalog.references().stream()
                    .filter(r -> early.contains(r.parentRoot()))
                    .map(TargetReference::childRoot)
                    .toList()
                    .stream()
                    .anyMatch(early::add);
        }
        return early;
    }

    private boolean isTaken(Image image, TargetKey key) {
        List<String> columns = quoted(key);
        return image.columns().containsAll(columns)
                && session.number(
                                "looking for values that are taken in "
                                        + image.table().sql(),
                                "select count(*) from %s r join %s t on %s"
                                        .formatted(
                                                image.rows(),
                                                image.table().own(),
                                                image.table().equal("r", "t", columns)))
                        > 0;
    }

    /** @return rows put back, per table */
    Map<String, Long> putBack() {
        Map<String, Long> back = new LinkedHashMap<>();
        LoadOrder<String> order = catalog.order(images.keySet());
        if (!order.deferred().isEmpty()) {
            List<String> names =
                    order.deferred().stream().map(d -> d.name()).distinct().toList();
            session.run("deferring constraints", "set constraints " + String.join(", ", names) + " deferred");
        }
        for (List<String> group : order.groups()) {
            putBack(group, back);
        }
        return back;
    }

    /** All rows come back in a statement with others. */
    void putBack(OneStatement all) {
        images.values()
                .forEach(image -> all.comes(
                        image.table().sql(),
                        "came_" + image.rows(),
                        "insert into %s (%s) overriding system value select %s from %s where true"
                                .formatted(
                                        image.table().sql(),
                                        Names.list(image.columns()),
                                        Names.list(image.columns()),
                                        image.rows())));
    }

    /** What came of {@link #putBack(OneStatement)}. @return rows put back, per table */
    Map<String, Long> cameBack(OneStatement.Numbers numbers) {
        Map<String, Long> back = new LinkedHashMap<>();
        images.forEach((table, image) -> {
            long expected = session.number("counting " + table, "select count(*) from " + image.rows());
            back.put(table, requireAll(table, numbers.of("came_" + image.rows()), expected));
        });
        return back;
    }

    private static long requireAll(String table, long back, long expected) {
        if (back != expected) {
            throw LoadException.of(LoaderCode.NOT_VERIFIED, table + ": " + back + " rows put back of " + expected);
        }
        return back;
    }

    /** Puts rows back that triggers have taken away or changed once more. @return how many */
    long again() {
        long missing = 0;
        for (Image image : images.values()) {
            if (!image.place().keyless()) {
                missing += session.update(
                        "putting back rows of " + image.table().sql(),
                        "insert into %s (%s) overriding system value select %s from %s r where not exists (select from %s t where %s)"
                                .formatted(
                                        image.table().sql(),
                                        Names.list(image.columns()),
                                        Names.of("r", image.columns()),
                                        image.rows(),
                                        image.table().own(),
                                        image.table()
                                                .equal("t", "r", image.place().keyNames())));
                missing += unchanged(image);
            }
        }
        return missing;
    }

    /** @return how many rows were changed */
    private long unchanged(Image image) {
        List<String> values = image.values();
        if (values.isEmpty()) {
            return 0;
        }
        long changed = session.update(
                "putting back rows of " + image.table().sql(),
                "update %s t set %s from %s r where %s and not %s"
                        .formatted(
                                image.table().own(),
                                Names.each(values, c -> c + " = r." + c, ", "),
                                image.rows(),
                                image.table().equal("t", "r", image.place().keyNames()),
                                Fates.same("t", "r", values)));
        if (changed > 0) {
            restoration.unseen(image.place(), values);
        }
        return changed;
    }

    /** That all are there as they were. @throws LoadException {@code LOD-014} when a trigger of the target insists on other values */
    void require() {
        images.values().stream()
                .filter(image -> !image.place().keyless())
                .forEach(image -> restoration.require(image.place(), image.values()));
    }

    private void fill(LedgerChunk chunk) {
        Image image = images.computeIfAbsent(chunk.table(), name -> {
            TargetTable table = catalog.table(name)
                    .orElseThrow(() -> LoadException.of(LoaderCode.STRUCTURE_CHANGED, name + " is gone"));
            List<String> columns = chunk.columns().stream().map(Names::quoted).toList();
            List<String> key = TriggeredRows.primaryKey(table);
            boolean keyed = chunk.columns().containsAll(key);
            var made = new Image(
                    new UndoTable(REMOVED + images.size(), table, keyed ? key : List.of(), List.of(), null), columns);
            session.run(
                    "reading the ledger",
                    "create temporary table %s on commit drop as select %s from %s with no data"
                            .formatted(made.rows(), Names.list(made.columns()), table.own()));
            return made;
        });
        rows.copyKeys(image.rows(), image.columns(), chunk);
    }

    /** Tables that refer to each other in one statement, as they were loaded. */
    private void putBack(List<String> group, Map<String, Long> back) {
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Image image = Objects.requireNonNull(images.get(group.get(i)));
            forestalled.giveWay(image.table(), image.rows(), image.columns());
            parts.add("i%d as (insert into %s (%s) overriding system value select %s from %s returning 1)"
                    .formatted(
                            i,
                            image.table().sql(),
                            Names.list(image.columns()),
                            Names.list(image.columns()),
                            image.rows()));
            counts.add("(select count(*) from i%d), (select count(*) from %s)".formatted(i, image.rows()));
        }
        String sql = "with " + String.join(", ", parts) + " select " + String.join(", ", counts);
        session.query("putting back rows of " + String.join(" and ", group), sql, row -> {
            for (int i = 0; i < group.size(); i++) {
                back.put(group.get(i), requireAll(group.get(i), row.getLong(2 * i + 1), row.getLong(2 * i + 2)));
            }
            return true;
        });
    }
}
