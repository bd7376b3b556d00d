package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds out whether the rows of a run can go: unchanged, and nobody built on them. Reference rows that others need may stay.
 *
 * <p>Where the database itself refuses to delete a row that others refer to, it is left to it: asking beforehand would cost as much as
 * the deletion. Only when it has refused are the rows counted, for the message. References at which it would not stop are looked at
 * first, with the referenced rows locked so that nobody can refer to them any more.
 */
final class UndoGuard {

    private static final int ROUNDS = 1000;

    /** Where a row is: names that no column has. */
    private static final String PART = "\"~part\"";

    private static final String PLACE = "\"~place\"";

    private final PgSession session;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final List<UndoReference> references;
    private final Settled settled;

    /** Children that stay although what they refer to goes, and that nobody has built on it. */
    @FunctionalInterface
    interface Settled {
        /** @return that the child {@code c} of a reference is one; empty when none is */
        Optional<String> by(UndoReference reference);
    }

    UndoGuard(PgSession session, TargetCatalog catalog, UndoRows rows, List<UndoReference> references) {
        this(session, catalog, rows, references, reference -> Optional.empty());
    }

    UndoGuard(
            PgSession session, TargetCatalog catalog, UndoRows rows, List<UndoReference> references, Settled settled) {
        this.session = session;
        this.catalog = catalog;
        this.rows = rows;
        this.references = references;
        this.settled = settled;
    }

    /** Rows of the run that are not as they were loaded, per table. */
    Map<String, Long> changed() {
        Map<String, Long> changed = new LinkedHashMap<>();
        for (UndoTable table : rows.tables().values()) {
            if (table.keyless() && !UndoDeletion.hasMoreThanTriggered(session, table)) {
                continue;
            }
            long count = session.number(
                    "comparing " + table.sql(), table.keyless() ? missing(table) : different(table, "true", ""));
            if (count > 0) {
                changed.put(table.sql(), count);
            }
        }
        return changed;
    }

    /**
     * The same of tables with a key, whose rows are locked, so that they stay as they are: before triggers of the target itself change
     * some of them while others are deleted.
     */
    Map<String, Long> lockedAndChanged() {
        Map<String, Long> changed = new LinkedHashMap<>();
        for (UndoTable table : rows.tables().values()) {
            long count = table.keyless()
                    ? 0
                    : session.number("comparing " + table.sql(), different(table, "true", "for update of t"));
            if (count > 0) {
                changed.put(table.sql(), count);
            }
        }
        return changed;
    }

    /** Locks the overwritten rows of a table. @return how many are not as the load left them */
    long changedSinceOverwritten(UndoTable table) {
        return session.number(
                "comparing " + table.sql(), different(table, "k." + UndoTable.KIND + " = 'u'", "for update of t"));
    }

    private static String different(UndoTable table, String which, String lock) {
        return "select count(*) filter (where x.changed) from (select %s as changed from %s t join %s k on %s where k.%s <> 'x' and not k.%s and %s %s) x"
                .formatted(
                        table.changed("t", "k"),
                        table.target().own(),
                        table.rows(),
                        table.meant("t", "k"),
                        UndoTable.KIND,
                        UndoTable.KEEP,
                        which,
                        lock);
    }

    /** Without a key a changed row cannot be told from a deleted one. */
    private static String missing(UndoTable table) {
        return """
                select coalesce(sum(k.n - coalesce(t.n, 0)), 0) from
                  (select %1$s as a, %2$s as b, count(*) as n from %3$s group by 1, 2) k
                  left join (select %4$s as a, %5$s as b, count(*) as n from %6$s t group by 1, 2) t
                    on t.a = k.a and t.b = k.b
                where k.n > coalesce(t.n, 0)""".formatted(
                        UndoTable.DIGEST,
                        UndoTable.SECOND,
                        table.rows(),
                        Proof.digest("t", table.columnNames(), 0),
                        Proof.digest("t", table.columnNames(), 1),
                        table.target().own());
    }

    /** Reference rows that a row refers to which stays have to stay too, and what these refer to, and so on. */
    boolean keepWhatOthersNeed() {
        List<String> parents = rows.tables().values().stream()
                .filter(table -> !table.keyless() && has(table, UndoTable.KIND + " = 'r'"))
                .map(UndoTable::sql)
                .toList();
        return keep(
                readable(r -> parents.contains(r.parentRoot())),
                reference -> "k.%s = 'r' and exists (%s)".formatted(UndoTable.KIND, staying(reference)));
    }

    /** What rows of the run refer to that are kept has to stay too, be it owned or not, and what that refers to, and so on. */
    void keepWhatKeptNeed() {
        if (rows.tables().values().stream().anyMatch(table -> has(table, UndoTable.KEEP))) {
            keep(
                    readable(r -> rows.tables().containsKey(r.childRoot())),
                    reference -> "exists (%s)".formatted(kept(reference)));
        }
    }

    /** @param needed which of the parent's rows {@code t} with their entries {@code k} stay by a reference */
    private boolean keep(List<UndoReference> along, Function<UndoReference, String> needed) {
        boolean kept = false;
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            for (UndoReference reference : along) {
                more |= keep(table(reference), needed.apply(reference)) > 0;
            }
            kept |= more;
        }
        return kept;
    }

    private boolean has(UndoTable table, String which) {
        return session.number(
                        "looking at rows of " + table.sql(),
                        "select count(*) from (select from %s where %s limit 1) x".formatted(table.rows(), which))
                > 0;
    }

    private UndoTable table(UndoReference reference) {
        return table(reference.parentRoot());
    }

    private UndoTable table(String sql) {
        UndoTable table = rows.tables().get(sql);
        if (table == null) {
            throw new IllegalStateException("only references between tables of the undo are looked at");
        }
        return table;
    }

    private long keep(UndoTable parent, String needed) {
        return session.update("looking for what others need", """
                update %1$s k set %2$s = true from %3$s t
                where not k.%2$s and %4$s and %5$s""".formatted(
                        parent.rows(), UndoTable.KEEP, parent.target().own(), parent.meant("t", "k"), needed));
    }

    /**
     * References to tables of the undo whose children can be looked at. Those of a table that the account may not read are left to
     * the database, if it stops at children.
     */
    private List<UndoReference> readable(Predicate<UndoReference> which) {
        List<UndoReference> known = references.stream()
                .filter(r -> {
                    UndoTable parent = rows.tables().get(r.parentRoot());
                    return parent != null && !parent.keyless() && which.test(r);
                })
                .toList();
        known.stream().filter(r -> !r.readable() && !r.stops()).findFirst().ifPresent(r -> {
            throw LoadException.of(
                    LoaderCode.NOT_PERMITTED,
                    "select on " + r.child() + " is needed: its rows would be changed by the deletion");
        });
        return known.stream().filter(UndoReference::readable).toList();
    }

    /** Children {@code c} that are not going to be deleted, of the parent's row {@code t}. */
    private String staying(UndoReference reference) {
        return "select 1 from %s c where %s and (%s)%s"
                .formatted(child(reference), reference.meets("c", "t"), reference.when(), notGoing(reference));
    }

    /** Children {@code c} of the parent's row {@code t} that the run has brought and that are kept. */
    private String kept(UndoReference reference) {
        UndoTable child = table(reference.childRoot());
        return "select 1 from %s kc join %s on %s where kc.%s and %s"
                .formatted(
                        child.rows(),
                        reference.referring(child(reference), "c"),
                        child.meant("c", "kc"),
                        UndoTable.KEEP,
                        reference.meets("c", "t"));
    }

    /**
     * Rows {@code t} that go, each with the children {@code c} that stay. Joined flat, without a subquery for each row: only then can
     * the database choose how to join, and few of these columns have an index.
     */
    private String goingWithStaying(UndoReference reference, UndoTable parent) {
        return "%s join (select c.tableoid as %s, c.ctid as %s, c.* from %s c where (%s)) c on %s where true%s%s"
                .formatted(
                        going(parent),
                        PART,
                        PLACE,
                        child(reference),
                        reference.when(),
                        reference.meets("c", "t"),
                        notGoing(reference)
                                + settled.by(reference)
                                        .map(condition -> " and not (" + condition + ")")
                                        .orElse(""),
                        resolvedOtherwise(reference, parent));
    }

    /** A child whose reference fits a row that stays is built on that one. */
    private String resolvedOtherwise(UndoReference reference, UndoTable parent) {
        return !reference.isAmbiguous(parent.target())
                ? ""
                : " and not exists (select from %s o where %s and not exists (select from %s ko where ko.%s in ('i', 't', 'x') and not ko.%s and %s))"
                        .formatted(
                                parent.target().own(),
                                reference.meets("c", "o"),
                                parent.rows(),
                                UndoTable.KIND,
                                UndoTable.KEEP,
                                parent.meant("o", "ko"));
    }

    /** Rows of an inheritance child are another table's, which has references of its own. */
    private String child(UndoReference reference) {
        return rows.own(reference.child());
    }

    private String notGoing(UndoReference reference) {
        UndoTable child = rows.tables().get(reference.childRoot());
        return child == null
                ? ""
                : " and not exists (select from %s kc where not kc.%s and %s)"
                        .formatted(child.rows(), UndoTable.KEEP, child.meant("c", "kc"));
    }

    /** Whether nothing happens to children, and nothing stops, when rows of the table are taken out and put in again in one statement. */
    boolean allowsExchange(UndoTable table) {
        return catalog.references().stream()
                .noneMatch(r -> !r.allowsExchange() && r.parentRoot().equals(table.sql()));
    }

    /** Locks rows that go and that the database would let go although others refer to them. */
    void lockWhereNothingStops() {
        readable(r -> !r.stops()).stream()
                .map(this::table)
                .distinct()
                .forEach(parent -> session.number(
                        "locking rows of " + parent.sql(),
                        "select count(*) from (select 1 from %s for update of t) locked".formatted(going(parent))));
    }

    /** Rows that stay and refer to rows that go, by references at which the database would not stop. */
    Map<String, Long> usersUnnoticed() {
        return users(r -> !r.stops());
    }

    /** Rows that stay and refer to rows that go, per table. */
    Map<String, Long> users() {
        return users(r -> true);
    }

    private Map<String, Long> users(Predicate<UndoReference> which) {
        Map<String, List<String>> users = new LinkedHashMap<>();
        for (UndoReference reference : readable(which)) {
            users.computeIfAbsent(reference.childRoot(), child -> new ArrayList<>())
                    .add(users(reference, table(reference)));
        }
        Map<String, Long> built = new LinkedHashMap<>();
        users.forEach((child, queries) -> {
            long count = session.number(
                    "looking for rows built on the run's in " + child,
                    "select count(*) from (" + String.join(" union ", queries) + ") x");
            if (count > 0) {
                built.put(child, count);
            }
        });
        return built;
    }

    /** Adds rows that are built on the run's to what is deleted. @return how many per table */
    Map<String, Long> takeAlong() {
        Map<String, Long> taken = new LinkedHashMap<>();
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            for (UndoReference reference : readable(r -> true)) {
                long count = take(reference, table(reference));
                if (count > 0) {
                    taken.merge(reference.childRoot(), count, Long::sum);
                    more = true;
                }
            }
        }
        return taken;
    }

    static String listed(Map<String, Long> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " rows of " + e.getKey())
                        .toList());
    }

    /** Rows that go because they were owned, or are taken along; reference rows give way to whoever needs them. */
    private String going(UndoTable parent) {
        return "%s t join %s k on %s and k.%s in ('i', 't', 'x') and not k.%s"
                .formatted(
                        parent.target().own(), parent.rows(), parent.meant("t", "k"), UndoTable.KIND, UndoTable.KEEP);
    }

    private String users(UndoReference reference, UndoTable parent) {
        return "select c.%s, c.%s from %s".formatted(PART, PLACE, goingWithStaying(reference, parent));
    }

    /** Adds the children to what is deleted. */
    private long take(UndoReference reference, UndoTable parent) {
        TargetTable child = catalog.table(reference.childRoot())
                .orElseThrow(() -> LoadException.of(LoaderCode.STRUCTURE_CHANGED, reference.childRoot() + " is gone"));
        List<String> key = child.keys().stream()
                .filter(TargetKey::primary)
                .findFirst()
                .map(TargetKey::columns)
                .orElse(List.of());
        UndoTable table = rows.table(child.sql(), key, List.of());
        if (table.keyless()) {
            long count = session.number(
                    "looking for rows built on " + parent.sql(),
                    "select count(*) from (" + users(reference, parent) + ") x");
            if (count > 0) {
                throw LoadException.of(
                        LoaderCode.UNDO_REFUSED,
                        "built on them, and without a key by which they could be taken along: " + count + " rows of "
                                + child.sql());
            }
            return 0;
        }
        return session.update(
                "taking along rows of " + child.sql(),
                "insert into %s (%s, %s, %s, %s) select distinct %s, 0::int8, 'x'::\"char\", false from %s"
                        .formatted(
                                table.rows(),
                                Names.list(table.keyNames()),
                                UndoTable.DIGEST,
                                UndoTable.KIND,
                                UndoTable.KEEP,
                                Names.of("c", table.keyNames()),
                                goingWithStaying(reference, parent)));
    }
}
