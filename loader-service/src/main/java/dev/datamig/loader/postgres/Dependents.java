package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes rows out and puts them in again although others depend on them: rows that PostgreSQL would delete or change ({@code CASCADE},
 * {@code SET NULL}), or because of which it would stop ({@code RESTRICT}), and all that refers to these in turn. They are locked and
 * kept, taken out in the same statement, put back as they were in the next one, and compared. Whoever they belong to, nobody else sees
 * them gone.
 */
final class Dependents {

    private static final String PLACE = Names.quoted("~ctid") + ", " + Names.quoted("~tableoid");

    private final PgSession session;
    private final TargetCatalog catalog;
    private int number;

    /** Rows of a table, in a temporary one. */
    private record Kept(TargetTable table, String rows, List<String> columns) {}

    /** What rows that depend on others are found to be. */
    private enum Reach {
        /** Rows of other tables: the rows themselves are there again at the end of the statement in which these go. */
        OTHERS,
        /** Among them rows of the table itself, which come with all others in the next statement. */
        ITSELF,
        /** Some cannot be put back as they were: without a primary key, in tables that the account may not change, under rules. */
        TOO_FAR
    }

    Dependents(PgSession session, TargetCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Gives rows previous values, unseen by update triggers.
     *
     * @param columns that get the values of {@link UndoTable#before}, quoted
     * @param which rows {@code t} of the table with their previous values {@code b}
     * @return false, and nothing has changed, when something depends on them that could not be put back
     * @throws LoadException {@code LOD-014} when dependent rows are not as they were afterwards, because a trigger insists
     */
    boolean replace(UndoTable table, List<String> columns, String which) {
        TargetTable first = table.target();
        if (hasComputedKey(first)) {
            return false;
        }
        Kept rows = keep(first);
        session.update(
                "locking " + first.sql(),
                "insert into %s select %s, t.ctid, t.tableoid from %s t, %s b where %s for update of t"
                        .formatted(rows.rows(), Names.of("t", rows.columns()), first.own(), table.before(), which));
        Map<String, Kept> kept = new LinkedHashMap<>();
        Reach reach = gather(rows, kept);
        if (reach == Reach.ITSELF) {
            kept.clear();
            kept.put(first.sql(), rows);
            reach = gather(rows, kept);
        }
        if (reach == Reach.TOO_FAR) {
            return false;
        }
        session.update(
                "restoring " + first.sql(),
                "update %s k set %s from %s b where %s"
                        .formatted(
                                rows.rows(),
                                Names.each(columns, c -> c + " = b." + c, ", "),
                                table.before(),
                                first.equal("k", "b", table.keyNames())));
        String doing = PgFailures.DELETING + "and putting back " + first.sql();
        if (kept.containsKey(first.sql())) {
            session.query(doing, "with " + goingOut(kept.values()) + " select 1", row -> row.getInt(1));
        } else {
            List<Kept> all = new ArrayList<>(kept.values());
            all.add(rows);
            session.update(
                    doing,
                    "with %s insert into %s (%3$s) overriding system value select %3$s from %4$s where (select count(*) from out_%4$s) >= 0"
                            .formatted(goingOut(all), first.sql(), Names.list(rows.columns()), rows.rows()));
        }
        putBack(kept);
        return true;
    }

    /** Locks and keeps all that depends on rows. @param kept takes it; has the rows' own table when that may be reached too */
    private Reach gather(Kept rows, Map<String, Kept> kept) {
        Deque<Kept> open = new ArrayDeque<>(List.of(rows));
        Reach reach = Reach.OTHERS;
        while (!open.isEmpty() && reach == Reach.OTHERS) {
            reach = look(open.remove(), rows, kept, open);
        }
        return reach;
    }

    /** References at which the database stops count only from rows that are gone at the end of the statement. */
    private Reach look(Kept parents, Kept first, Map<String, Kept> kept, Deque<Kept> open) {
        boolean gone = parents != first || kept.containsValue(first);
        for (TargetReference reference : catalog.references()) {
            if (!reference.parentRoot().equals(parents.table().sql()) || !gone && reference.allowsExchange()) {
                continue;
            }
            TargetTable child = catalog.table(reference.childRoot()).orElse(null);
            if (child == null || reference.period() || !reference.readable()) {
                return Reach.TOO_FAR;
            }
            boolean itself = child.sql().equals(first.table().sql()) && !kept.containsValue(first);
            if (itself || !suits(reference, child)) {
                if (isMet(reference, child, parents)) {
                    return itself ? Reach.ITSELF : Reach.TOO_FAR;
                }
                continue;
            }
            Kept rows = kept.computeIfAbsent(child.sql(), name -> keep(child));
            long more = session.update("keeping rows of " + child.sql(), """
                    insert into %1$s select %2$s, t.ctid, t.tableoid from %3$s t
                    where exists (select from %4$s p where %5$s)
                      and not exists (select from %1$s k where (%6$s) = (t.ctid, t.tableoid)) for update of t""".formatted(
                    rows.rows(), Names.of("t", rows.columns()), child.own(), parents.rows(), meets(reference), PLACE));
            if (more > 0) {
                open.add(rows);
            }
        }
        return Reach.OTHERS;
    }

    private boolean isMet(TargetReference reference, TargetTable child, Kept parents) {
        return session.number(
                        "looking for rows of " + child.sql(),
                        "select count(*) from (select from %s t where exists (select from %s p where %s) limit 1) x"
                                .formatted(child.own(), parents.rows(), meets(reference)))
                > 0;
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
                && child.rules().isEmpty()
                && child.insertRules().isEmpty()
                && !TriggeredRows.primaryKey(child).isEmpty()
                && !hasComputedKey(child)
                && List.of("select", "insert", "update", "delete").stream()
                        .allMatch(what -> TriggeredRows.may(session, child, what));
    }

    /** Whether others refer to what is not kept, because the database computes it. */
    private boolean hasComputedKey(TargetTable table) {
        return table.columns().stream()
                .anyMatch(column -> column.generated()
                        && catalog.references().stream()
                                .anyMatch(r -> r.parentRoot().equals(table.sql())
                                        && r.parentColumns().contains(column.name())));
    }

    private Kept keep(TargetTable table) {
        var kept = new Kept(table, "datamig_d" + number++, table.digestNames());
        session.run(
                "keeping rows of " + table.sql(),
                "create temporary table %s on commit drop as select %s, t.ctid as \"~ctid\", t.tableoid as \"~tableoid\" from %s t with no data"
                        .formatted(kept.rows(), Names.of("t", kept.columns()), table.own()));
        return kept;
    }

    /** The parts of a statement that take them out. */
    private static String goingOut(Collection<Kept> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(kept ->
                                "out_%1$s as (delete from %2$s t using %1$s k where (t.ctid, t.tableoid) = (%3$s) returning 1)"
                                        .formatted(kept.rows(), kept.table().own(), PLACE))
                        .toList());
    }

    /** Parents first: what their triggers make in place of rows that come back gives way. Where they refer to each other, all at once. */
    private void putBack(Map<String, Kept> kept) {
        LoadOrder<String> order = catalog.order(kept.keySet());
        boolean inSteps = order.deferred().isEmpty() && kept.keySet().stream().noneMatch(catalog::isMadeByChildren);
        List<List<String>> steps = inSteps ? order.groups() : List.of(List.copyOf(kept.keySet()));
        for (List<String> step : steps) {
            insertAgain(step.stream().map(kept::get).toList());
        }
        kept.values().forEach(this::prove);
    }

    private void insertAgain(List<Kept> all) {
        var forestalled = new Forestalled(session);
        List<String> parts = new ArrayList<>();
        for (Kept kept : all) {
            forestalled.giveWay(kept.table(), kept.rows(), kept.columns());
            parts.add("back_%1$s as (insert into %2$s (%3$s) overriding system value select %3$s from %1$s)"
                    .formatted(kept.rows(), kept.table().sql(), Names.list(kept.columns())));
        }
        session.query(
                PgFailures.DELETING + "and putting back rows that depend on others",
                "with " + String.join(", ", parts) + " select 1",
                row -> row.getInt(1));
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
