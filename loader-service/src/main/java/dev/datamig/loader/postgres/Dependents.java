package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows that PostgreSQL would delete or change ({@code CASCADE}, {@code SET NULL}) when rows that they refer to are taken out and put in
 * again, and all that refers to them in turn: they are locked and kept, taken out in the same statement, put back as they were in the
 * next one, and compared. Whoever they belong to, nobody else sees them gone.
 */
final class Dependents {

    private static final String PLACE = Names.quoted("~ctid") + ", " + Names.quoted("~tableoid");

    private final PgSession session;
    private final TargetCatalog catalog;
    private final Map<String, List<String>> images = new HashMap<>();
    private int number;

    /** Rows of a table, in a temporary one. */
    record Kept(TargetTable table, String rows, List<String> columns) {}

    Dependents(PgSession session, TargetCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /** Temporary tables with the rows of a table that were put back. */
    List<String> images(String table) {
        return images.getOrDefault(table, List.of());
    }

    /**
     * Locks the rows and all that depends on them.
     *
     * @param from what {@code FROM} takes beside the table {@code t}, and {@code match} which rows of it are meant
     * @return empty when something depends on them that cannot be put back as it was: rows without a primary key, in tables that the
     *     account may not change, in the table itself, under rules
     */
    Optional<List<Kept>> of(TargetTable table, String from, String match) {
        String rows = "select t.* from %s t, %s where %s".formatted(table.own(), from, match);
        session.number("locking " + table.sql(), "select count(*) from (" + rows + " for update of t) x");
        Map<String, Kept> kept = new LinkedHashMap<>();
        Deque<Kept> open = new ArrayDeque<>();
        if (!look(table, "(" + rows + ")", false, table, kept, open)) {
            return Optional.empty();
        }
        while (!open.isEmpty()) {
            Kept next = open.remove();
            if (!look(next.table(), next.rows(), true, table, kept, open)) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(kept.values()));
    }

    /** @param all also references at which the database would stop, because the rows are gone for the length of a statement */
    private boolean look(
            TargetTable parent,
            String parents,
            boolean all,
            TargetTable first,
            Map<String, Kept> kept,
            Deque<Kept> open) {
        for (TargetReference reference : catalog.references()) {
            if (!reference.parentRoot().equals(parent.sql()) || !all && reference.stops()) {
                continue;
            }
            TargetTable child = catalog.table(reference.childRoot()).orElse(null);
            if (child == null || child.sql().equals(first.sql()) || !suits(reference, child)) {
                return false;
            }
            Kept rows = kept.computeIfAbsent(child.sql(), name -> keep(child));
            long more = session.update("keeping rows of " + child.sql(), """
                    insert into %1$s select %2$s, t.ctid, t.tableoid from %3$s t
                    where exists (select from %4$s p where %5$s)
                      and not exists (select from %1$s k where (%6$s) = (t.ctid, t.tableoid)) for update of t""".formatted(
                            rows.rows(), Names.of("t", rows.columns()), child.own(), parents, meets(reference), PLACE));
            if (more > 0) {
                open.add(rows);
            }
        }
        return true;
    }

    private static String meets(TargetReference reference) {
        return Names.each(
                IntStream.range(0, reference.childColumns().size())
                        .mapToObj(i -> reference
                                .comparisons()
                                .get(i)
                                .formatted(
                                        "p."
                                                + Names.quoted(reference
                                                        .parentColumns()
                                                        .get(i)),
                                        "t."
                                                + Names.quoted(
                                                        reference.childColumns().get(i))))
                        .toList(),
                each -> each,
                " and ");
    }

    private boolean suits(TargetReference reference, TargetTable child) {
        return reference.child().equals(reference.childRoot())
                && reference.parent().equals(reference.parentRoot())
                && !reference.period()
                && child.rules().isEmpty()
                && child.insertRules().isEmpty()
                && !TriggeredRows.primaryKey(child).isEmpty()
                && child.columns().stream()
                        .noneMatch(column -> column.generated()
                                && catalog.references().stream()
                                        .anyMatch(r -> r.parentRoot().equals(child.sql())
                                                && r.parentColumns().contains(column.name())))
                && List.of("select", "insert", "update", "delete").stream()
                        .allMatch(what -> TriggeredRows.may(session, child, what));
    }

    private Kept keep(TargetTable table) {
        var kept = new Kept(table, "datamig_d" + number++, TriggeredRows.digested(table));
        session.run(
                "keeping rows of " + table.sql(),
                "create temporary table %s on commit drop as select %s, t.ctid as \"~ctid\", t.tableoid as \"~tableoid\" from %s t with no data"
                        .formatted(kept.rows(), Names.of("t", kept.columns()), table.own()));
        return kept;
    }

    /** Parts of a statement that takes them out, each with a comma behind it. */
    static String goingOut(List<Kept> all) {
        var parts = new StringBuilder();
        for (Kept kept : all) {
            parts.append("out_%1$s as (delete from %2$s t using %1$s k where (t.ctid, t.tableoid) = (%3$s)), "
                    .formatted(kept.rows(), kept.table().own(), PLACE));
        }
        return parts.toString();
    }

    /** After that statement. @throws LoadException {@code LOD-014} when they are not as they were, because a trigger insists */
    void putBack(List<Kept> all) {
        if (all.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (Kept kept : all) {
            parts.add("back_%1$s as (insert into %2$s (%3$s) overriding system value select %3$s from %1$s)"
                    .formatted(kept.rows(), kept.table().sql(), Names.list(kept.columns())));
            images.computeIfAbsent(kept.table().sql(), name -> new ArrayList<>())
                    .add(kept.rows());
        }
        session.query(
                PgFailures.DELETING + "and putting back rows that depend on others",
                "with " + String.join(", ", parts) + " select 1",
                row -> row.getInt(1));
        all.forEach(this::prove);
    }

    private void prove(Kept kept) {
        List<String> key = TriggeredRows.primaryKey(kept.table()).stream()
                .map(Names::quoted)
                .toList();
        long differing = session.number(
                "comparing " + kept.table().sql(),
                "select count(*) from %s k where not exists (select from %s t where %s and %s)"
                        .formatted(
                                kept.rows(),
                                kept.table().own(),
                                kept.table().equal("t", "k", key),
                                Fates.same("t", "k", kept.columns())));
        if (differing > 0) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    kept.table().sql() + ": " + differing + " rows that depend on restored ones are not as they were"
                            + (kept.table().triggers().isEmpty()
                                    ? ""
                                    : "; triggers: "
                                            + String.join(", ", kept.table().triggers())));
        }
    }
}
