package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts staged rows into their places. PostgreSQL looks at foreign keys at the end of a statement, which is what cycles need. Where a
 * rewrite rule would send inserted rows elsewhere they are copied: rules do not act on {@code COPY}, so that rows come to stand where
 * they stand in the source.
 */
final class Insertion {

    /** Rows that are held at once on their way from the stage into a table with rules. */
    private static final int AT_ONCE = 1000;

    private final PgSession session;

    Insertion(PgSession session) {
        this.session = session;
    }

    /**
     * Inserts the new rows of one table, or of several in one statement.
     *
     * @param expected per table, in the same order
     */
    void insert(List<LoadTable> group, List<Long> expected) {
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            LoadTable table = group.get(i);
            parts.add("i%d as (%s returning 1)".formatted(i, statement(table)));
            counts.add("(select count(*) from i%d)".formatted(i));
        }
        if (group.size() == 1) {
            LoadTable table = group.get(0);
            boolean ruled = !table.target().insertRules().isEmpty();
            require(table, ruled ? copy(table) : session.update(doing(group), statement(table)), expected.get(0));
            return;
        }
        String sql = "with " + String.join(", ", parts) + " select " + String.join(", ", counts);
        List<Long> inserted = session.query(doing(group), sql, row -> {
                    List<Long> each = new ArrayList<>();
                    for (int i = 1; i <= group.size(); i++) {
                        each.add(row.getLong(i));
                    }
                    return each;
                })
                .get(0);
        for (int i = 0; i < group.size(); i++) {
            require(group.get(i), inserted.get(i), expected.get(i));
        }
    }

    /** Inserts the new rows of a table that are not there yet. */
    void insertRest(LoadTable table, long expected) {
        String rest = "%s and not exists (select from %s t where %s)"
                .formatted(
                        statement(table), table.target().own(), table.target().equal("s", "t", table.keyNames()));
        require(table, session.update(doing(List.of(table)), rest), expected);
    }

    /** The statement that inserts a table's new rows; ends in a condition. */
    static String statement(LoadTable table) {
        String columns = Names.list(table.columnNames());
        return "insert into %s (%s) overriding system value select %s from %s s where not exists (select from %s f where f.datamig_row = s.%s)"
                .formatted(
                        table.sql(),
                        columns,
                        Names.of("s", table.columnNames()),
                        table.stage(),
                        table.fate(),
                        Stage.ROW);
    }

    /** A table's new rows, for {@code FROM}. */
    static String coming(LoadTable table) {
        return "(select s.* from %s s where not exists (select from %s f where f.datamig_row = s.%s))"
                .formatted(table.stage(), table.fate(), Stage.ROW);
    }

    private long copy(LoadTable table) {
        String doing = doing(List.of(table));
        long[] range = session.query(
                        doing,
                        "select coalesce(min(%1$s), 0), coalesce(max(%1$s), -1) from %2$s"
                                .formatted(Stage.ROW, table.stage()),
                        row -> new long[] {row.getLong(1), row.getLong(2)})
                .get(0);
        long written = 0;
        for (long from = range[0]; from <= range[1]; from += AT_ONCE) {
            var lines = new ByteArrayOutputStream();
            session.copyOut(
                    doing,
                    "copy (select %s from %s s where s.%s >= %d and s.%3$s < %d and not exists (select from %s f where f.datamig_row = s.%3$s)) to stdout"
                            .formatted(
                                    Names.of("s", table.columnNames()),
                                    table.stage(),
                                    Stage.ROW,
                                    from,
                                    from + AT_ONCE,
                                    table.fate()),
                    lines::writeBytes);
            written += session.copyIn(
                    doing,
                    "copy %s (%s) from stdin".formatted(table.sql(), Names.list(table.columnNames())),
                    copy -> copy.writeToCopy(lines.toByteArray(), 0, lines.size()));
        }
        return written;
    }

    private static void require(LoadTable table, long inserted, long expected) {
        if (inserted != expected) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table.id() + ": " + inserted + " rows inserted of " + expected + table.triggers());
        }
    }

    /** Overwrites the rows whose fate is {@code d}. @return how many */
    long overwrite(LoadTable table) {
        return overwritten(table).isEmpty() ? 0 : session.update(doing(List.of(table)), overwriting(table));
    }

    /** The statement that overwrites the rows whose fate is {@code d}; ends in a condition. */
    static String overwriting(LoadTable table) {
        List<String> columns = overwritten(table);
        return "update %s t set %s from %s f join %s s on s.%s = f.datamig_row where f.datamig_fate = 'd' and %s"
                .formatted(
                        table.target().own(),
                        Names.each(columns, c -> c + " = s." + c, ", "),
                        table.fate(),
                        table.stage(),
                        Stage.ROW,
                        table.target().equal("f", "t", table.keyNames()));
    }

    /** Columns that an overwriting load changes: all that are filled, without the key and identities that may not be set. */
    static List<String> overwritten(LoadTable table) {
        return table.columns().stream()
                .filter(column -> !table.key().contains(column.name()) && !column.identityAlways())
                .map(TargetColumn::sql)
                .toList();
    }

    private static String doing(List<LoadTable> group) {
        String triggers = group.size() == 1 ? group.get(0).triggers() : "";
        return "loading " + Names.some(group.stream().map(t -> t.id().text()).toList()) + triggers;
    }
}
