package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.List;
import java.util.Set;

/**
 * Triggers of the target that let no row go (nobody is to delete, rows are only marked): a load would be written and could not be
 * undone. Found by trying, with a few staged rows in a temporary table that has the same {@code BEFORE DELETE} triggers.
 */
final class KeepingTriggers {

    private static final String SAVEPOINT = "datamig_keeping";
    private static final int TRIED = 3;

    private static final String GUARDED = """
            select distinct g.tgrelid::int8 from pg_trigger g
            where not g.tgisinternal and g.tgenabled in ('O', 'A') and g.tgtype & 10 = 10""";

    private final PgSession session;
    private final Set<Long> guarded;

    KeepingTriggers(PgSession session) {
        this.session = session;
        this.guarded = Set.copyOf(session.query("looking at triggers", GUARDED, row -> row.getLong(1)));
    }

    private record Trigger(String name, String definition) {}

    /** What an undo may fail at, for people; at most one text. */
    List<String> warnings(LoadTable table) {
        if (!guarded.contains(table.target().oid())) {
            return List.of();
        }
        String trial = "datamig_d" + table.number();
        List<Trigger> triggers = triggers(table, "pg_temp." + trial);
        if (triggers.isEmpty()) {
            return List.of();
        }
        String doing = "trying triggers of " + table.id();
        session.run(doing, "savepoint " + SAVEPOINT);
        boolean kept = keeps(table, trial, triggers, doing);
        session.run(doing, "rollback to savepoint " + SAVEPOINT + "; release savepoint " + SAVEPOINT);
        return kept
                ? List.of(
                        "a trigger of %s lets no row go, so that an undo may be impossible; let it pass the loader's account, or disable it before a rollback: %s"
                                .formatted(
                                        table.sql(),
                                        String.join(
                                                ", ",
                                                triggers.stream()
                                                        .map(Trigger::name)
                                                        .toList())))
                : List.of();
    }

    private boolean keeps(LoadTable table, String trial, List<Trigger> triggers, String doing) {
        boolean deleting = false;
        try {
            session.run(
                    doing,
                    "create temporary table %s as select %s from %s with no data"
                            .formatted(
                                    trial,
                                    Names.list(table.target().columns().stream()
                                            .map(TargetColumn::sql)
                                            .toList()),
                                    table.target().own()));
            triggers.forEach(trigger -> session.run(doing, trigger.definition()));
            String columns = Names.list(table.columnNames());
            long rows = session.update(
                    doing,
                    "insert into %1$s (%2$s) select %2$s from %3$s limit %4$d"
                            .formatted(trial, columns, table.stage(), TRIED));
            deleting = true;
            return session.update(doing, "delete from " + trial) < rows;
        } catch (LoadException e) {
            return deleting && e.failure().code().equals(LoaderCode.REFUSED_BY_DATABASE.code());
        }
    }

    /** The table's triggers for the trial table, whose name takes the place of the table's. */
    private List<Trigger> triggers(LoadTable table, String trial) {
        return session.query(
                "reading triggers of " + table.id(),
                """
                select d.tgname, overlay(d.def placing ? from d.at + 4 for length(d.name)) from (
                  select pg_get_triggerdef(g.oid) as def, n.name, g.tgname,
                    strpos(pg_get_triggerdef(g.oid), ' ON ' || n.name || ' ') as at
                  from pg_trigger g, (select ?::text as name) n
                  where g.tgrelid = ? and not g.tgisinternal and g.tgenabled in ('O', 'A') and g.tgtype & 10 = 10) d
                where d.at > 0 order by d.tgname""",
                row -> new Trigger(row.getString(1), row.getString(2)),
                trial,
                table.sql(),
                table.target().oid());
    }
}
