package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Columns that the target keeps by itself, so that rows that differ in them alone are the same: those that the landscape names, and
 * those that the target's own {@code BEFORE INSERT} triggers set to something else than what is sealed, such as a search vector or a
 * time. What a trigger overwrites would never arrive, whether the row is there already or not.
 *
 * <p>So do times that {@code BEFORE UPDATE} triggers set, where rows can only be overwritten in place: a row that a refresh has
 * overwritten so would differ from its sealed values for ever after, for its own district and for others that have it too. Only times:
 * what a trigger makes of a name depends on the name.
 *
 * <p>Found by trying: some of the staged rows that meet rows of the target go into a temporary table with the same triggers, or are
 * written over these rows there, and everything about it is rolled back. Where that fails (a function that wants to know its table, or that may not be called) nothing
 * is known, and every column is compared.
 */
final class KeptColumns {

    private static final Logger LOG = Logger.getLogger(KeptColumns.class);

    /** Rows that are tried; a trigger that changes none of so many rows is taken for one that does not touch the column. */
    private static final int TRIED = 500;

    /** Kinds of row triggers as {@code pg_trigger.tgtype} says them: each row, before, and insert or update. */
    private static final int INSERTING = 1 + 2 + 4;

    private static final int UPDATING = 1 + 2 + 16;
    private static final Set<String> TIMES = Set.of("date", "time", "timetz", "timestamp", "timestamptz");

    private static final String SAVEPOINT = "datamig_trying";

    private final PgSession session;
    private final LoadPolicy policy;
    private final Overwriting overwriting;
    private final Map<LoadTable, Set<String>> byTriggers = new HashMap<>();

    KeptColumns(PgSession session, LoadPolicy policy, TargetCatalog catalog) {
        this.session = session;
        this.overwriting = new Overwriting(session, catalog);
        this.policy = policy;
    }

    /** Looks at what triggers make of a table's staged rows. @return whether they set columns that were compared so far */
    boolean learn(LoadTable table) {
        boolean inPlace = table.target().rewritesUpdates() && !table.keyless() && !overwriting.mayBeTakenOut(table);
        if (!table.target().rewrites() && !inPlace) {
            return false;
        }
        session.run("trying triggers", "savepoint " + SAVEPOINT);
        Set<String> found = new TreeSet<>();
        try {
            if (table.target().rewrites()) {
                found.addAll(inserted(table));
            }
            if (inPlace) {
                found.addAll(times(table, overwritten(table)));
            }
        } catch (LoadException e) {
            LOG.infof(
                    "what the triggers of %s set is not known, all columns are compared: %s",
                    table.id(), e.failure().message());
            found.clear();
        }
        session.run("trying triggers", "rollback to savepoint " + SAVEPOINT + "; release savepoint " + SAVEPOINT);
        return byTriggers.computeIfAbsent(table, t -> new TreeSet<>()).addAll(found);
    }

    /** Bare names of columns that triggers set. */
    Set<String> byTriggers(LoadTable table) {
        return byTriggers.getOrDefault(table, Set.of());
    }

    /** Columns in which two rows have to agree to be the same. */
    List<String> compared(LoadTable table) {
        Set<String> kept = new HashSet<>(policy.ignored(table.id()));
        kept.addAll(byTriggers(table));
        return table.columns().stream()
                .filter(column -> !kept.contains(column.name()))
                .map(TargetColumn::sql)
                .toList();
    }

    private Set<String> inserted(LoadTable table) {
        String doing = "trying triggers of " + table.id();
        String trial = "datamig_t" + table.number();
        List<String> columns =
                table.target().columns().stream().map(TargetColumn::sql).toList();
        session.run(
                doing,
                "create temporary table %s as select %s, 0::int8 as %s from %s with no data"
                        .formatted(
                                trial,
                                Names.list(columns),
                                Stage.ROW,
                                table.target().own()));
        triggers(table, "pg_temp." + trial, INSERTING).forEach(trigger -> session.run(doing, trigger));
        String sealed = Names.list(table.columnNames());
        session.update(
                doing,
                "insert into %s (%s, %s) select %s, s.%s from %s s where %s limit %d"
                        .formatted(
                                trial,
                                sealed,
                                Stage.ROW,
                                Names.of("s", table.columnNames()),
                                Stage.ROW,
                                table.stage(),
                                meets(table),
                                TRIED));
        return different(table, trial, doing);
    }

    /** What does not become as sealed where the target's rows are overwritten. */
    private Set<String> overwritten(LoadTable table) {
        String doing = "trying triggers of " + table.id();
        String trial = "datamig_v" + table.number();
        List<String> columns =
                table.target().columns().stream().map(TargetColumn::sql).toList();
        session.run(
                doing,
                "create temporary table %s as select %s, s.%s from %s s join %s t on %s where not %s limit %d"
                        .formatted(
                                trial,
                                Names.of("t", columns),
                                Stage.ROW,
                                table.stage(),
                                table.target().own(),
                                table.target().equal("s", "t", table.keyNames()),
                                Fates.same("s", "t", compared(table)),
                                TRIED));
        triggers(table, "pg_temp." + trial, UPDATING).forEach(trigger -> session.run(doing, trigger));
        session.update(
                doing,
                "update %s x set %s from %s s where s.%s = x.%s"
                        .formatted(
                                trial,
                                Names.each(table.columnNames(), c -> c + " = s." + c, ", "),
                                table.stage(),
                                Stage.ROW,
                                Stage.ROW));
        return different(table, trial, doing);
    }

    private static Set<String> times(LoadTable table, Set<String> names) {
        return table.columns().stream()
                .filter(column -> names.contains(column.name()) && TIMES.contains(column.base()))
                .map(TargetColumn::name)
                .collect(Collectors.toSet());
    }

    private static String meets(LoadTable table) {
        return table.keyless()
                ? "true"
                : "exists (select from %s t where %s)"
                        .formatted(table.target().own(), table.target().equal("s", "t", table.keyNames()));
    }

    /** The table's triggers for the trial table, whose name takes the place of the table's. */
    private List<String> triggers(LoadTable table, String trial, int type) {
        return session.query(
                "reading triggers of " + table.id(),
                """
                select overlay(d.def placing ? from d.at + 4 for length(d.name)) from (
                  select pg_get_triggerdef(g.oid) as def, n.name, g.tgname,
                    strpos(pg_get_triggerdef(g.oid), ' ON ' || n.name || ' ') as at
                  from pg_trigger g, (select ?::text as name) n
                  where g.tgrelid = ? and not g.tgisinternal and g.tgenabled in ('O', 'A') and g.tgtype & ? = ?) d
                where d.at > 0 order by d.tgname""",
                row -> row.getString(1),
                trial,
                table.sql(),
                table.target().oid(),
                type,
                type);
    }

    private Set<String> different(LoadTable table, String trial, String doing) {
        List<String> names = table.columnNames();
        String any =
                Names.each(names, c -> "coalesce(bool_or(not " + Fates.same("x", "s", List.of(c)) + "), false)", ", ");
        List<Boolean> flags = new ArrayList<>();
        session.query(
                doing,
                "select %s from %s x join %s s on s.%s = x.%s"
                        .formatted(any, trial, table.stage(), Stage.ROW, Stage.ROW),
                row -> {
                    for (int i = 0; i < names.size(); i++) {
                        flags.add(row.getBoolean(i + 1));
                    }
                    return flags;
                });
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = table.columns().get(i).name();
            if (flags.get(i) && !table.key().contains(name)) {
                found.add(name);
            }
        }
        return found;
    }
}
