package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Puts back the rows that a refresh took away from the run before it. */
final class UndoRemoved {

    private final PgSession session;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final Map<String, Image> images = new LinkedHashMap<>();

    private record Image(TargetTable table, String rows, List<String> columns) {}

    UndoRemoved(PgSession session, TargetCatalog catalog, UndoRows rows) {
        this.session = session;
        this.catalog = catalog;
        this.rows = rows;
    }

    /** Takes the rows from the ledger. @return false when there are none */
    boolean read(PgLedger ledger, RunId run) {
        for (int number : ledger.changes().chunks(run, Set.of(LedgerChunk.Kind.REMOVED))) {
            fill(ledger.changes().chunk(run, number));
        }
        return !images.isEmpty();
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
        List<String> columns = key.columns().stream().map(Names::quoted).toList();
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
            List<String> key = TriggeredRows.primaryKey(image.table()).stream()
                    .map(Names::quoted)
                    .toList();
            if (!key.isEmpty() && image.columns().containsAll(key)) {
                missing += session.update(
                        "putting back rows of " + image.table().sql(),
                        "insert into %s (%s) overriding system value select %s from %s r where not exists (select from %s t where %s)"
                                .formatted(
                                        image.table().sql(),
                                        Names.list(image.columns()),
                                        Names.of("r", image.columns()),
                                        image.rows(),
                                        image.table().own(),
                                        image.table().equal("t", "r", key)));
                missing += unchanged(image, key);
            }
        }
        return missing;
    }

    /** @return how many rows were changed */
    private long unchanged(Image image, List<String> key) {
        List<String> values = TriggeredRows.values(
                        image.table(),
                        image.table().columns().stream()
                                .map(TargetColumn::name)
                                .filter(name -> key.contains(Names.quoted(name)))
                                .toList())
                .stream()
                .filter(image.columns()::contains)
                .toList();
        return values.isEmpty()
                ? 0
                : session.update(
                        "putting back rows of " + image.table().sql(),
                        "update %s t set %s from %s r where %s and not %s"
                                .formatted(
                                        image.table().own(),
                                        Names.each(values, c -> c + " = r." + c, ", "),
                                        image.rows(),
                                        image.table().equal("t", "r", key),
                                        Fates.same("t", "r", values)));
    }

    private void fill(LedgerChunk chunk) {
        Image image = images.computeIfAbsent(chunk.table(), name -> {
            TargetTable table = catalog.table(name)
                    .orElseThrow(() -> LoadException.of(LoaderCode.STRUCTURE_CHANGED, name + " is gone"));
            var made = new Image(
                    table,
                    "datamig_r" + images.size(),
                    chunk.columns().stream().map(Names::quoted).toList());
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
