package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides set by set what becomes of staged rows that meet rows of the target. A row without an entry is new. An entry has the
 * row's number, the fate, and the key of the target's row:
 *
 * <ul>
 *   <li>{@code u} unchanged: the target has the row with the same contents
 *   <li>{@code m} matched: a row that the target has under this key as the same thing with other contents: a reference row, or one
 *       that another district has brought
 *   <li>{@code p} pointed away: a reference row that the target has under another key; references follow to that key
 *   <li>{@code d} different: an owned row that overwrites the target's (upsert)
 *   <li>{@code x} conflict
 * </ul>
 */
final class Fates {

    /** The planner's guess at a table that it knows nothing of is good enough up to here. */
    private static final int SMALL = 1000;

    private final PgSession session;
    private final LoadPolicy policy;
    private final KeptColumns kept;
    private final Optional<Refresh> refresh;
    private final BroughtByOthers theirs;
    private final MadeByTriggers made;
    private final Set<LoadTable> decided = new HashSet<>();
    private final Set<LoadTable> sought = new HashSet<>();
    private final Recognition recognition;

    /** @param refresh the district's previous run, when this one takes its place */
    Fates(
            PgSession session,
            LoadPolicy policy,
            KeptColumns kept,
            Optional<Refresh> refresh,
            BroughtByOthers theirs,
            MadeByTriggers made) {
        this.theirs = theirs;
        this.made = made;
        this.session = session;
        this.policy = policy;
        this.kept = kept;
        this.refresh = refresh;
        this.recognition = new Recognition(session);
    }

    /** Whether the target's row {@code t} is one of the run that this one takes the place of. */
    String isOurs(LoadTable table) {
        return refresh.map(r -> r.isOurs(table)).orElse("false");
    }

    /** That the target's row {@code t} is one of others that the runs before have overwritten, as they left it. */
    private String isOverwritten(LoadTable table) {
        return refresh.map(r -> r.overwritten().isOne(table.sql())).orElse("false");
    }

    /** Compares a staged table with the target's, anew when done before. @return how many rows may be there already */
    long decide(LoadTable table) {
        String doing = "comparing " + table.id();
        if (!decided.add(table)) {
            session.run(doing, "drop table if exists " + table.fate());
        }
        long met = meet(table, doing);
        if ((met > 0 || table.keyless()) && kept.learn(table)) {
            session.run(doing, "drop table " + table.fate());
            met = meet(table, doing);
        }
        if (met > SMALL) {
            session.run(doing, "analyze " + table.fate());
        }
        return met;
    }

    /**
     * Whether what becomes of rows that meet others depends on columns that belong to no key: not where owned rows have nothing but a
     * unique value in common with others.
     */
    boolean dependsOnContents(LoadTable table) {
        return table.keyless()
                || table.target().rewrites()
                || session.number(
                                "comparing " + table.id(),
                                "select count(*) from %1$s f join %2$s s on s.%3$s = f.datamig_row where not s.%4$s or f.datamig_fate <> 'x' or %5$s"
                                        .formatted(
                                                table.fate(),
                                                table.stage(),
                                                Stage.ROW,
                                                Stage.OWNED,
                                                table.target().equal("s", "f", table.keyNames())))
                        > 0;
    }

    private long meet(LoadTable table, String doing) {
        return table.keyless() ? decideByContents(table, doing) : decideByKey(table, doing);
    }

    /** Without a key, equal rows are counted: as many as the target has are there already. */
    private long decideByContents(LoadTable table, String doing) {
        return session.update(doing, """
                create temporary table %1$s on commit drop as
                select x.datamig_row, 'u'::"char" as datamig_fate from
                  (select %2$s as datamig_row, row(%3$s)::text as c, row_number() over (partition by row(%3$s)::text) as n
                    from %4$s) x
                  join (select row(%3$s)::text as c, count(*) as n from %5$s
                    where row(%3$s)::text in (select row(%3$s)::text from %4$s) group by 1) y on y.c = x.c
                where x.n <= y.n""".formatted(
                        table.fate(),
                        Stage.ROW,
                        Names.list(kept.compared(table)),
                        table.stage(),
                        table.target().own()));
    }

    private long decideByKey(LoadTable table, String doing) {
        List<String> key = table.keyNames();
        long met = session.update(doing, """
                create temporary table %1$s on commit drop as
                select s.%2$s as datamig_row, (case when %3$s then 'u' when %4$s then 'd' when s.%5$s and %6$s then 'd' when not s.%5$s then case when %7$s then 'm' else '?' end
                  else '%8$s' end)::"char" as datamig_fate, %9$s
                from %10$s s join %11$s t on %12$s""".formatted(
                        table.fate(),
                        Stage.ROW,
                        same("s", "t", kept.compared(table)),
                        isOurs(table),
                        Stage.OWNED,
                        policy.of(table.id()) == LoadStrategy.REMAP ? "false" : isOverwritten(table),
                        sameThing(table),
                        overwrites(table) ? "d" : "x",
                        Names.of("t", key),
                        table.stage(),
                        table.target().own(),
                        table.target().equal("s", "t", key)));
        if (met > 0) {
            theirs.recognise(table, kept.compared(table));
            made.giveWay(
                    table,
                    isOverwritten(table),
                    refresh.map(r -> r.hasBrought(table)).orElse("false"));
        }
        for (TargetKey unique : table.uniqueKeys()) {
            met += decideByUniqueKey(table, unique, doing);
            met += refresh.flatMap(r -> r.overwritten().wantedBack(table, unique))
                    .map(query -> meetGivenBack(table, doing, query))
                    .orElse(0L);
        }
        for (ApartIndex index : recognition.indexes(table)) {
            met += decideByIndex(table, index, doing);
        }
        if (met > 0) {
            session.update(doing, "update " + table.fate() + " set datamig_fate = 'x' where datamig_fate = '?'");
        }
        return met;
    }

    private boolean overwrites(LoadTable table) {
        LoadStrategy strategy = policy.of(table.id());
        return strategy == LoadStrategy.UPSERT || strategy == LoadStrategy.MERGE;
    }

    /** Contents equal byte for byte, or at least in text. */
    static String same(String one, String other, List<String> columns) {
        String left = "row(" + Names.of(one, columns) + ")";
        String right = "row(" + Names.of(other, columns) + ")";
        return "(pg_catalog.record_image_eq(" + left + ", " + right + ") or " + left + "::text = " + right + "::text)";
    }

    /** Whether two rows under the same key are the same thing in the real world although their contents differ. */
    private String sameThing(LoadTable table) {
        List<String> any = new ArrayList<>();
        table.uniqueKeys().forEach(key -> any.add("(" + uniqueEqual(table.target(), key) + ")"));
        recognition.indexes(table).forEach(index -> any.add("(" + index.value("s") + " = " + index.value("t") + ")"));
        if (any.isEmpty()) {
            return String.valueOf(table.keyIsBusiness());
        }
        String agrees = "(" + String.join(" or ", any) + ") is true";
        if (!table.keyIsBusiness()) {
            return agrees;
        }
        return table.keyIsOpaque() && !table.uniqueKeys().isEmpty()
                ? "(" + agrees + " or not " + elsewhere(table) + ")"
                : "true";
    }

    /** Whether a code or name of the row stands in the target under another key: what does a key that says nothing count then? */
    private static String elsewhere(LoadTable table) {
        List<String> any = table.uniqueKeys().stream()
                .map(key -> "exists (select from %s t where %s and not (%s))"
                        .formatted(
                                table.target().own(),
                                uniqueEqual(table.target(), key),
                                table.target().equal("s", "t", table.keyNames())))
                .toList();
        return "(" + String.join(" or ", any) + ")";
    }

    static String uniqueEqual(TargetTable table, TargetKey key) {
        return equal(table, key, "s", "t");
    }

    /** That two rows have the same unique value. */
    static String equal(TargetTable table, TargetKey key, String one, String other) {
        List<String> names = key.columns().stream().map(Names::quoted).toList();
        return key.nullsEqual()
                ? table.alike(one, other, names, " is not distinct from ")
                : table.equal(one, other, names);
    }

    /** The same unique value under another key: a conflict for an owned row; a reference row is recognised by it. */
    private long decideByUniqueKey(LoadTable table, TargetKey unique, String doing) {
        return decideByAnother(
                table,
                doing,
                "select s.%s as datamig_row, s.%s as datamig_owned, %s from %s s join %s t on %s where not (%s) and not %s and not (s.%s and (%s or %s or %s))"
                        .formatted(
                                Stage.ROW,
                                Stage.OWNED,
                                Names.of("t", table.keyNames()),
                                table.stage(),
                                table.target().own(),
                                uniqueEqual(table.target(), unique),
                                table.target().equal("s", "t", table.keyNames()),
                                givesUp(table, table.stage(), equal(table.target(), unique, "o", "t")),
                                Stage.OWNED,
                                isOurs(table),
                                gives(table, unique),
                                refresh.map(r -> r.overwritten().frees(table, unique))
                                        .orElse("false")));
    }

    private long decideByIndex(LoadTable table, ApartIndex index, String doing) {
        List<String> names = IntStream.range(0, index.parts().size())
                .mapToObj(i -> "datamig_e" + i)
                .toList();
        String parts = IntStream.range(0, names.size())
                .mapToObj(i -> "(" + index.parts().get(i) + ") as " + names.get(i))
                .collect(Collectors.joining(", "));
        String key = Names.list(table.keyNames());
        return decideByAnother(table, doing, """
                select s.%1$s as datamig_row, s.%2$s as datamig_owned, %3$s
                from (select %1$s, %2$s, %4$s, %5$s from %6$s where (%7$s)) s join (select %4$s, %5$s from %8$s t where (%7$s)) t on %9$s
                where not s.%2$s and not (%10$s) and not %11$s""".formatted(
                        Stage.ROW,
                        Stage.OWNED,
                        Names.of("t", table.keyNames()),
                        key,
                        parts,
                        table.stage(),
                        index.rows(),
                        table.target().own(),
                        Names.equal("s", "t", names),
                        table.target().equal("s", "t", table.keyNames()),
                        givesUp(
                                table,
                                "(select %s, %s from %s where (%s))".formatted(key, parts, table.stage(), index.rows()),
                                Names.equal("o", "t", names))));
    }

    /**
     * That the target's row {@code t} is overwritten and has another value then: whoever has the one that it had is not the same thing.
     *
     * @param staged the staged rows {@code o} with their values
     * @param keeps that {@code o} and {@code t} have the same value
     */
    private static String givesUp(LoadTable table, String staged, String keeps) {
        return "(exists (select from %s g where g.datamig_fate = 'd' and %s) and not exists (select from %s o where %s and %s))"
                .formatted(
                        table.fate(),
                        table.target().equal("g", "t", table.keyNames()),
                        staged,
                        table.target().equal("o", "t", table.keyNames()),
                        keeps);
    }

    /** @param query rows of the stage that meet rows of the target under another key, with that key */
    private long decideByAnother(LoadTable table, String doing, String query) {
        List<String> key = table.keyNames();
        String found = "datamig_u" + table.number();
        if (!sought.add(table)) {
            session.run(doing, "drop table if exists " + found);
        }
        long rows = session.update(doing, "create temporary table %s on commit drop as %s".formatted(found, query));
        if (rows == 0) {
            return 0;
        }
        session.update(doing, """
                update %1$s f set datamig_fate = case when f.datamig_fate in ('p', '?') and not u.datamig_owned
                    and (f.datamig_fate = '?' or (%2$s)) then 'p' else 'x' end::"char", %3$s
                from %4$s u where u.datamig_row = f.datamig_row and f.datamig_fate <> 'm' and f.datamig_fate <> 'u'""".formatted(
                        table.fate(),
                        table.target().equal("u", "f", key),
                        Names.each(key, name -> name + " = u." + name, ", "),
                        found));
        session.update(doing, """
                insert into %1$s (datamig_row, datamig_fate, %2$s)
                select u.datamig_row, (case when u.datamig_owned then 'x' else 'p' end)::"char", %3$s from %4$s u
                where not exists (select from %1$s f where f.datamig_row = u.datamig_row)""".formatted(table.fate(), Names.list(key), Names.of("u", key), found));
        return rows;
    }

    /** A row of others gets a unique value back: whoever has it in the stage is in its way, also where it is there already. */
    private long meetGivenBack(LoadTable table, String doing, String query) {
        List<String> key = table.keyNames();
        long met = session.update(
                doing,
                "update %s f set datamig_fate = 'x', %s from (%s) u where u.datamig_row = f.datamig_row"
                        .formatted(table.fate(), Names.each(key, name -> name + " = u." + name, ", "), query));
        return met
                + session.update(
                        doing,
                        "insert into %1$s (datamig_row, datamig_fate, %2$s) select u.datamig_row, 'x', %3$s from (%4$s) u where not exists (select from %1$s f where f.datamig_row = u.datamig_row)"
                                .formatted(table.fate(), Names.list(key), Names.of("u", key), query));
    }

    /** That the target's row {@code t} gets another value itself. */
    private String gives(LoadTable table, TargetKey unique) {
        return overwrites(table)
                ? "exists (select from %s o where o.%s and %s and (%s) is not true)"
                        .formatted(
                                table.stage(),
                                Stage.OWNED,
                                table.target().equal("o", "t", table.keyNames()),
                                equal(table.target(), unique, "o", "t"))
                : "false";
    }

    /** How many rows of each fate, new ones included. */
    TableLoad tally(LoadTable table) {
        Map<String, Long> fates = new HashMap<>();
        session.query(
                "counting " + table.id(),
                "select datamig_fate::text, count(*) from " + table.fate() + " group by 1",
                row -> fates.put(row.getString(1), row.getLong(2)));
        long met = fates.values().stream().mapToLong(Long::longValue).sum();
        return new TableLoad(
                table.id(),
                table.rows() - met,
                fates.getOrDefault("d", 0L),
                fates.getOrDefault("u", 0L),
                fates.getOrDefault("m", 0L) + fates.getOrDefault("p", 0L),
                fates.getOrDefault("x", 0L));
    }

    /** Columns of the target's rows that conflicting or overwritten rows would change. */
    List<String> differing(LoadTable table) {
        if (table.keyless()) {
            return List.of();
        }
        List<String> changed = new ArrayList<>();
        List<String> compared = kept.compared(table);
        String counts =
                Names.each(compared, c -> "count(*) filter (where not " + same("s", "t", List.of(c)) + ")", ", ");
        session.query(
                "comparing columns of " + table.id(),
                "select %s from %s f join %s s on s.%s = f.datamig_row join %s t on %s where f.datamig_fate in ('d', 'x')"
                        .formatted(
                                counts,
                                table.fate(),
                                table.stage(),
                                Stage.ROW,
                                table.target().own(),
                                table.target().equal("f", "t", table.keyNames())),
                row -> {
                    for (int i = 0; i < compared.size(); i++) {
                        if (row.getLong(i + 1) > 0) {
                            changed.add(Names.bare(compared.get(i)));
                        }
                    }
                    return true;
                });
        return changed;
    }
}
