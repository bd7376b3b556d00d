package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.KeyEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lets staged rows follow the keys of their parents, be these in this store or in another. */
final class Following {

    private final PgSession session;
    private final Links links;
    private final Originals originals;
    private final Outside outside;
    private final Map<KeyInbox.Key, String> elsewhere = new LinkedHashMap<>();
    private final Map<JsonLink, String> jsonPairs = new HashMap<>();
    private final Set<LoadTable> away = new LinkedHashSet<>();
    private int tables;

    Following(PgSession session, Links links, Originals originals, Outside outside) {
        this.outside = outside;
        this.session = session;
        this.links = links;
        this.originals = originals;
    }

    /** What plans of other stores say about their keys. */
    void learn(KeyInbox inbox) {
        for (KeyInbox.Key key : inbox.keys(KeyEntry.Kind.MOVED)) {
            boolean needed = links.all().stream().anyMatch(link -> means(key, link.parent(), link.parentColumns()))
                    || links.json().stream().anyMatch(link -> means(key, link.parent(), List.of(link.parentColumn())));
            if (needed) {
                String pairs = "datamig_p" + tables++;
                session.run(
                        "taking over keys",
                        "create temporary table %s on commit drop as %s"
                                .formatted(pairs, KeyInbox.values(key, KeyEntry.Kind.MOVED)));
                session.run("taking over keys", "analyze " + pairs);
                elsewhere.put(key, pairs);
            }
        }
    }

    private static boolean means(KeyInbox.Key key, TableId parent, List<String> columns) {
        return key.table().store().equals(parent.store())
                && key.columns().equals(columns)
                && SqlName.parse(parent.name()).names(SqlName.parse(key.table().name()));
    }

    /** Tables that refer to keys of other stores that have moved. */
    Set<LoadTable> affected() {
        Set<LoadTable> children = new LinkedHashSet<>();
        elsewhere.keySet().forEach(key -> {
            links.all().stream()
                    .filter(link -> means(key, link.parent(), link.parentColumns()))
                    .forEach(link -> children.add(link.child()));
            links.json().stream()
                    .filter(link -> means(key, link.parent(), List.of(link.parentColumn())))
                    .forEach(link -> children.add(link.child()));
        });
        return children;
    }

    /** Follows the keys of other stores. */
    void followOthers() {
        elsewhere.forEach((key, pairs) -> {
            for (Link link : links.all()) {
                if (means(key, link.parent(), link.parentColumns())) {
                    move(link, pairs);
                }
            }
            for (JsonLink link : links.json()) {
                if (means(key, link.parent(), List.of(link.parentColumn()))) {
                    jsonPairs.put(link, pairs);
                    rewrite(link);
                }
            }
        });
    }

    /**
     * Follows keys that are known before anything is compared: tables that refer to each other, or to themselves, are compared with rows
     * that have theirs already.
     *
     * @param staged of which tables there are any rows
     */
    void followKnown(LoadTable parent, Predicate<LoadTable> staged) {
        if (parent.keyless() || !originals.moved(parent)) {
            return;
        }
        Map<List<String>, Optional<String>> known = new HashMap<>();
        for (Link link : links.to(parent)) {
            if (staged.test(link.child())) {
                known.computeIfAbsent(link.parentColumns(), columns -> table(parent, known(parent, columns)))
                        .ifPresent(pairs -> move(link, pairs));
            }
        }
    }

    private String known(LoadTable parent, List<String> columns) {
        List<String> names = columns.stream().map(Names::quoted).toList();
        return "select distinct %s, %s from %s o join %s s on s.%5$s = o.%5$s where %6$s"
                .formatted(
                        as("o", names, "o"),
                        as("s", names, "n"),
                        originals.of(parent),
                        parent.stage(),
                        Stage.ROW,
                        Names.each(names, n -> "o." + n + " is distinct from s." + n, " or "));
    }

    /** @return the tables of which rows were moved */
    Set<LoadTable> follow(LoadTable parent) {
        Set<LoadTable> moved = new LinkedHashSet<>();
        if (parent.keyless()) {
            return moved;
        }
        boolean elsewhere = pointedAway(parent) > 0;
        if (elsewhere) {
            away.add(parent);
        } else {
            away.remove(parent);
        }
        if (!elsewhere && !originals.moved(parent) && !outside.concerns(parent)) {
            return moved;
        }
        Map<List<String>, Optional<String>> known = new HashMap<>();
        for (Link link : links.to(parent)) {
            Optional<String> pairs = known.computeIfAbsent(link.parentColumns(), columns -> pairs(parent, columns));
            if (pairs.isPresent() && move(link, pairs.get()) > 0) {
                moved.add(link.child());
            }
        }
        for (JsonLink link : links.json()) {
            if (links.staged(link.parent()).filter(parent::equals).isPresent()) {
                Optional<String> pairs =
                        known.computeIfAbsent(List.of(link.parentColumn()), columns -> pairs(parent, columns));
                pairs.ifPresent(name -> {
                    jsonPairs.put(link, name);
                    rewrite(link);
                });
            }
        }
        return moved;
    }

    /** Tables with rows that the target has under other keys. */
    Set<LoadTable> matched() {
        return away;
    }

    long pointedAway(LoadTable parent) {
        return session.number(
                "counting " + parent.id(), "select count(*) from " + parent.fate() + " where datamig_fate = 'p'");
    }

    /** Old and new values of a parent's key, where these differ; empty when they do nowhere. */
    Optional<String> pairs(LoadTable parent, List<String> columns) {
        return table(parent, moved(parent, columns));
    }

    private Optional<String> table(LoadTable parent, String query) {
        String name = "datamig_p" + tables++;
        session.run("following " + parent.id(), "create temporary table " + name + " on commit drop as " + query);
        if (session.number("following " + parent.id(), "select count(*) from " + name) == 0) {
            return Optional.empty();
        }
        session.run("following " + parent.id(), "analyze " + name);
        return Optional.of(name);
    }

    /** Whether these columns of some row have other values by now. */
    boolean moves(LoadTable parent, List<String> columns) {
        return session.number(
                        "following " + parent.id(),
                        "select (exists (select from (" + moved(parent, columns) + ") x))::int")
                > 0;
    }

    private String moved(LoadTable parent, List<String> columns) {
        List<String> names = columns.stream().map(Names::quoted).toList();
        String from = originals.of(parent);
        String away =
                "select distinct %s, %s from %s f join %s o on o.%s = f.datamig_row join %s t on %s where f.datamig_fate = 'p' and (%s)"
                        .formatted(
                                as("o", names, "o"),
                                as("t", names, "n"),
                                parent.fate(),
                                from,
                                Stage.ROW,
                                parent.target().own(),
                                parent.target().equal("f", "t", parent.keyNames()),
                                Names.each(names, n -> "o." + n + " is distinct from t." + n, " or "));
        String others = outside.of(parent, columns)
                .map(pairs -> " union select o1, n1 from " + pairs)
                .orElse("");
        return originals.moved(parent)
                ? """
                select distinct %s, %s from %s o join %s s on s.%s = o.%s
                where (%s) and not exists (select from %s f where f.datamig_row = o.%s and f.datamig_fate = 'p') union %s""".formatted(
                                as("o", names, "o"),
                                as("s", names, "n"),
                                from,
                                parent.stage(),
                                Stage.ROW,
                                Stage.ROW,
                                Names.each(names, n -> "o." + n + " is distinct from s." + n, " or "),
                                parent.fate(),
                                Stage.ROW,
                                away + others)
                : away + others;
    }

    private static String as(String alias, List<String> names, String prefix) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> alias + "." + names.get(i) + " as " + prefix + (i + 1))
                .collect(Collectors.joining(", "));
    }

    private long move(Link link, String pairs) {
        LoadTable child = link.child();
        String from = originals.keep(child);
        List<String> sets = new ArrayList<>();
        List<String> meets = new ArrayList<>();
        List<String> differs = new ArrayList<>();
        for (int i = 0; i < link.childColumns().size(); i++) {
            TargetColumn column =
                    child.target().column(link.childColumns().get(i)).orElseThrow();
            String to = "m.n" + (i + 1) + "::text::" + column.type();
            sets.add(column.sql() + " = " + to);
            meets.add("o." + column.sql() + "::text = m.o" + (i + 1) + "::text");
            differs.add("c." + column.sql() + "::text is distinct from m.n" + (i + 1) + "::text");
        }
        String when = link.when().equals(Link.ALWAYS)
                ? ""
                : " and c.%s in (%s)".formatted(Stage.ROW, Conditions.rows(link, originals));
        return session.update(
                "following to " + child.id(),
                "update %s c set %s from %s o, %s m where o.%s = c.%s and %s and (%s)%s"
                        .formatted(
                                child.stage(),
                                String.join(", ", sets),
                                from,
                                pairs,
                                Stage.ROW,
                                Stage.ROW,
                                String.join(" and ", meets),
                                String.join(" or ", differs),
                                when));
    }

    /** All references inside the column at once, from what the column held in the sealed rows. */
    private void rewrite(JsonLink any) {
        LoadTable child = any.child();
        String from = originals.keep(child);
        String column = any.column().sql();
        String contents = "o." + column + "::" + any.form();
        for (JsonLink link : links.json()) {
            String pairs = jsonPairs.get(link);
            if (link.child().equals(child) && link.column().equals(any.column()) && pairs != null) {
                contents = link.replaced(contents, pairs);
            }
        }
        session.update("following into " + child.id() + "(" + any.column().name() + ")", """
                update %1$s c set %2$s = x.v::%3$s from (select o.%4$s as r, o.%2$s::%7$s as w, %5$s as v from %6$s o) x
                where x.r = c.%4$s and x.v is distinct from x.w""".formatted(
                        child.stage(), column, any.column().type(), Stage.ROW, contents, from, any.form()));
    }
}
