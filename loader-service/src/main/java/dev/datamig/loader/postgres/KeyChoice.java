package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses new values for surrogate keys, numbers from the target's own sequences, random UUIDs, and for values that masking made up.
 * What was once chosen for a sealed value stays chosen, for the run, for the next run of the district and for others that have the row
 * too.
 */
final class KeyChoice {

    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
    private static final int DRAWS = 50;

    private final PgSession session;
    private final LoadPolicy policy;
    private final Links links;
    private final Originals originals;
    private final Sequences sequences;
    private final Invented invented;
    private final boolean dry;
    private final Map<Surrogate, String> maps = new LinkedHashMap<>();
    private int made;

    /** A column whose values say nothing but which row is meant. */
    record Surrogate(LoadTable table, TargetColumn column) {}

    /** @param dry nothing may be drawn from sequences: values are named that would do as well */
    KeyChoice(PgSession session, LoadPolicy policy, Links links, Originals originals, Invented invented, boolean dry) {
        this.dry = dry;
        this.invented = invented;
        this.session = session;
        this.policy = policy;
        this.links = links;
        this.originals = originals;
        this.sequences = new Sequences(session);
    }

    /** The column among these of which new values may be chosen. */
    Optional<Surrogate> among(LoadTable table, List<String> columns) {
        return free(table, columns)
                .filter(column -> chosenByDatabase(table, column, alone(table, columns)))
                .findFirst()
                .map(column -> new Surrogate(table, column))
                .or(() -> madeUpAmong(table, columns));
    }

    /** The column among these whose values masking made up. */
    Optional<Surrogate> madeUpAmong(LoadTable table, List<String> columns) {
        return free(table, columns)
                .filter(column -> invented.is(table, column))
                .findFirst()
                .map(column -> new Surrogate(table, column));
    }

    /** Those that refer to no other row. */
    private Stream<TargetColumn> free(LoadTable table, List<String> columns) {
        return table.columns().stream()
                .filter(column -> columns.contains(column.name()) && !links.refers(table, column.name()));
    }

    /**
     * Whether the key has but one column that can change: of a table's own key, those that refer to a tenant, say, stay, unless that
     * table is one whose keys are to change.
     */
    private boolean alone(LoadTable table, List<String> columns) {
        return columns.size() == 1
                || columns.equals(table.key())
                        && free(table, columns).count() == 1
                        && links.all().stream()
                                .filter(link -> link.child().equals(table) && columns.containsAll(link.childColumns()))
                                .noneMatch(link -> remapsByName(link.parent()));
    }

    private boolean remapsByName(TableId table) {
        return policy.names(table) && policy.of(table) == LoadStrategy.REMAP;
    }

    /** A number without a sequence may be a school year: only who names the table says that it is not. */
    private boolean chosenByDatabase(LoadTable table, TargetColumn column, boolean alone) {
        boolean integer = INTEGERS.contains(column.base());
        return column.base().equals("uuid")
                || integer && column.drawn()
                || integer && alone && !invented.is(table, column) && remapsByName(table.id());
    }

    /**
     * Takes over what was chosen before and is not known yet.
     *
     * @param values a query for old and new values, o1 and n1, as texts
     * @param others whether other districts have chosen them
     */
    void learn(Surrogate key, String values, boolean others) {
        session.update(
                doing(key),
                "insert into %1$s select m.o1::%2$s, m.n1::%2$s, %4$s from (%3$s) m where not exists (select from %1$s k where k.old = m.o1::%2$s)"
                        .formatted(map(key), key.column().type(), values, others));
    }

    private String map(Surrogate key) {
        return maps.computeIfAbsent(key, k -> {
            String name = "datamig_n" + ++made;
            session.run(
                    doing(k),
                    "create temporary table %1$s (old %2$s, new %2$s, others bool not null default false) on commit drop"
                            .formatted(name, k.column().type()));
            return name;
        });
    }

    /**
     * Chooses anew for these rows.
     *
     * @param rows a query that gives their numbers in the stage
     * @return whether a value was found for any
     */
    boolean choose(Surrogate key, String rows) {
        String fresh = "datamig_fresh";
        String from = originals.keep(key.table());
        String column = key.column().sql();
        session.run(
                doing(key),
                "drop table if exists %1$s; create temporary table %1$s on commit drop as select distinct o.%2$s as old, null::%3$s as new from (%4$s) x (r) join %5$s o on o.%6$s = x.r"
                        .formatted(fresh, column, key.column().type(), rows, from, Stage.ROW));
        session.run(doing(key), "analyze " + fresh);
        if (chosenByDatabase(key.table(), key.column(), true)) {
            draw(key, fresh);
        } else {
            new InventedChoice(session, invented).fill(key, fresh);
        }
        if (session.update(doing(key), "delete from " + fresh + " where new is null") > 0
                && session.number(doing(key), "select count(*) from " + fresh) == 0) {
            return false;
        }
        String map = map(key);
        session.update(doing(key), "delete from %s m using %s f where f.old = m.old".formatted(map, fresh));
        session.update(doing(key), "insert into %s (old, new) select old, new from %s".formatted(map, fresh));
        apply(key);
        return true;
    }

    private void draw(Surrogate key, String fresh) {
        TargetColumn column = key.column();
        String sequence = column.sequence();
        if (sequence != null && !dry) {
            sequences.advance(key.table());
        }
        for (int i = 0; i < DRAWS; i++) {
            if (session.update(
                            doing(key),
                            "update %s set new = %s where new is null"
                                    .formatted(fresh, drawn(key, sequence, column, fresh)))
                    == 0) {
                return;
            }
            session.update(
                    doing(key),
                    "update %1$s f set new = null where exists (select from %2$s t where t.%3$s = f.new) or exists (select from %4$s s where s.%3$s = f.new) or exists (select from %5$s m where m.new = f.new)"
                            .formatted(
                                    fresh,
                                    key.table().target().own(),
                                    column.sql(),
                                    key.table().stage(),
                                    map(key)));
        }
        throw LoadException.of(
                LoaderCode.KEYS_EXHAUSTED, key.table().id() + "(" + column.name() + "), sequence " + sequence);
    }

    private String drawn(Surrogate key, @Nullable String sequence, TargetColumn column, String fresh) {
        if (sequence != null && !dry) {
            return "nextval(%s::regclass)::%s".formatted(Names.literal(sequence), column.type());
        }
        return column.base().equals("uuid")
                ? "gen_random_uuid()"
                : """
                (select greatest((select max(t.%1$s) from %2$s t), (select max(s.%1$s) from %3$s s), (select max(f.new) from %4$s f),
                    (select max(m.new) from %5$s m), 0))
                  + (select count(*) from %4$s g where g.old <= %4$s.old)""".formatted(
                        column.sql(), key.table().target().own(), key.table().stage(), fresh, map(key));
    }

    /**
     * Forgets what other districts have chosen for rows that the run does not have, or that a run which this one takes the place of has
     * brought under the sealed key. The row under that key may be another one, to which the district has given it.
     *
     * @param ours whether the target's row {@code t} is one of that run
     * @param outside gets those of rows that the run does not have
     */
    void forgetOthers(Surrogate key, String ours, Outside outside) {
        String map = map(key);
        String column = key.column().sql();
        String staged = "exists (select from %s o where o.%s = m.old)".formatted(originals.of(key.table()), column);
        String given = "exists (select from %s k where k.new = t.%s and not k.others)".formatted(map, column);
        String kept = "exists (select from %s t where t.%s = m.old and %s and not %s)"
                .formatted(key.table().target().own(), column, ours, given);
        outside.keep(key, map, staged + " or " + kept);
        long gone = session.update(
                doing(key), "delete from %s m where m.others and (not %s or %s)".formatted(map, staged, kept));
        if (gone > 0 && session.number(doing(key), "select count(*) from " + map) == 0) {
            maps.remove(key);
        }
    }

    /**
     * What was once chosen for rows that are not there now gives way to the keys under which other districts have brought them since.
     *
     * @param theirs gives the rows of other districts, see {@link BroughtByOthers#rows}; asked only when it matters
     * @return whether anything did
     */
    boolean giveWay(Surrogate key, Supplier<Optional<String>> theirs) {
        String map = map(key);
        String column = key.column().sql();
        String gone = "not m.others and not exists (select from %s t where t.%s = m.new)"
                .formatted(key.table().target().own(), column);
        String staged = "exists (select from %s o where o.%s = m.old)".formatted(originals.of(key.table()), column);
        if (session.number(doing(key), "select count(*) from %s m where %s and %s".formatted(map, gone, staged)) == 0) {
            return false;
        }
        return theirs.get()
                .map(rows -> session.update(
                                doing(key),
                                "update %1$s m set new = y.%2$s from %3$s y where y.%4$s = m.old and y.%2$s <> m.new and %5$s and %6$s"
                                        .formatted(map, column, rows, BroughtByOthers.SEALED, gone, staged))
                        > 0)
                .orElse(false);
    }

    /** Gives the staged rows their chosen keys. @return rows that got another one */
    long apply(Surrogate key) {
        String from = originals.keep(key.table());
        return session.update(
                doing(key),
                "update %1$s s set %2$s = m.new from %3$s o join %4$s m on m.old = o.%2$s where o.%5$s = s.%5$s and s.%2$s is distinct from m.new"
                        .formatted(key.table().stage(), key.column().sql(), from, map(key), Stage.ROW));
    }

    /**
     * Staged rows that would have the key which another row of the district was once given: their number in the source is newer than that
     * choice, or came back to it. Whether that other row is still there does not matter, for it may be another district's too; but for
     * what another district has brought under that key since.
     *
     * @param theirs as in {@link #giveWay}
     * @return a query that gives their numbers in the stage; nothing where there are none
     */
    Optional<String> forestalled(Surrogate key, Supplier<Optional<String>> theirs) {
        if (!maps.containsKey(key)) {
            return Optional.empty();
        }
        String column = key.column().sql();
        String rows = """
                select o.%1$s from %2$s o left join %3$s k on k.old = o.%4$s
                where exists (select from %3$s m where m.new = coalesce(k.new, o.%4$s) and m.old <> o.%4$s and (k.old is null or m.old < k.old))""".formatted(Stage.ROW, originals.of(key.table()), map(key), column);
        if (none(key, rows)) {
            return Optional.empty();
        }
        String others = theirs.get()
                .map(y ->
                        " and not exists (select from %1$s y where y.%2$s = coalesce(k.new, o.%2$s) and y.%3$s = o.%2$s)"
                                .formatted(y, column, BroughtByOthers.SEALED))
                .orElse("");
        return Optional.of(rows + others).filter(query -> !none(key, query));
    }

    private boolean none(Surrogate key, String rows) {
        return session.number(doing(key), "select count(*) from (" + rows + ") x") == 0;
    }

    /** The keys for which values were chosen. */
    Set<Surrogate> chosen() {
        return maps.keySet();
    }

    /** Old and new values, in order. */
    void each(Surrogate key, PgSession.LineSink sink) {
        session.copyOut(
                doing(key),
                "copy (select old::text, new::text from %s order by old) to stdout".formatted(map(key)),
                sink);
    }

    /** Which made-up values of which columns are other ones now, for people. */
    List<String> madeUpAnew() {
        List<String> all = new ArrayList<>();
        for (Surrogate key : maps.keySet()) {
            long rows = session.number(doing(key), "select count(*) from " + map(key));
            if (rows > 0 && invented.is(key.table(), key.column())) {
                all.add("%d made-up values of %s(%s) are other ones, because rows of the target have them"
                        .formatted(rows, key.table().id(), key.column().name()));
            }
        }
        return all;
    }

    private static String doing(Surrogate key) {
        return "choosing keys for " + key.table().id();
    }
}
