package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Puts unique values aside that change hands, where rows cannot be taken out because something would happen to those that refer to
 * them ({@code CASCADE}, {@code SET NULL}): until the rows get their own ones they have NULL there, or a value that nobody has. A value
 * to which others refer cannot be put aside; nor one of a type without more values.
 */
final class Aside {

    private static final int ROOM = 24;
    private static final String DOING = "putting unique values aside";

    /** Indexes that keep values of a table or of its partitions apart, beside the primary key. */
    private static final String APART = """
            select count(*) from pg_index i where (i.indrelid = %1$d or i.indrelid in (select p.relid from pg_partition_tree(%1$d::oid::regclass) p))
              and (i.indisunique or i.indisexclusion) and not i.indisprimary""";

    private final PgSession session;
    private final TargetCatalog catalog;

    Aside(PgSession session, TargetCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Rows of a table that are about to get other values.
     *
     * @param key quoted columns that say which row is meant
     * @param from what {@code FROM} takes: the rows with the new values, one alias of which is {@code s}
     * @param match that {@code s} is for the row {@code t}
     * @param wanting the table of all rows that want values; empty when what is wanted is not known
     */
    record Rows(TargetTable table, List<String> key, String from, String match, String wanting) {}

    /** Whether rows that keep their primary key have values that only one of them may have. */
    boolean mayChangeHands(TargetTable table) {
        return session.number("looking for unique values of " + table.sql(), APART.formatted(table.oid())) > 0;
    }

    /** As {@link #put}; where a column does not take such values, none are put aside. */
    void putWherePossible(Rows rows, Collection<String> changing) {
        session.run(DOING, "savepoint datamig_aside");
        try {
            put(rows, changing);
            session.run(DOING, "release savepoint datamig_aside");
        } catch (LoadException e) {
            if (e.failure().category().retriedUnattended()) {
                throw e;
            }
            session.run(DOING, "rollback to savepoint datamig_aside");
        }
    }

    /** @param changing quoted columns that get other values */
    void put(Rows rows, Collection<String> changing) {
        for (TargetKey unique : rows.table().keys()) {
            unique.columns().stream()
                    .flatMap(name -> rows.table().column(name).stream())
                    .filter(column -> changing.contains(column.sql()) && !isReferredTo(rows.table(), column))
                    .flatMap(column ->
                            value(rows, unique, column).map(value -> put(rows, unique, column, value)).stream())
                    .findFirst()
                    .ifPresent(sql -> session.update(
                            "putting unique values of " + rows.table().sql() + " aside", sql));
        }
    }

    private boolean isReferredTo(TargetTable table, TargetColumn column) {
        return catalog.references().stream()
                .anyMatch(r ->
                        r.parentRoot().equals(table.sql()) && r.parentColumns().contains(column.name()));
    }

    private static String put(Rows rows, TargetKey unique, TargetColumn column, String value) {
        List<String> names = unique.columns().stream().map(Names::quoted).toList();
        return """
                update %1$s t set %2$s = %3$s from (select %4$s, row_number() over () as datamig_n from %1$s t, %5$s
                  where %6$s and (%7$s) is distinct from (%8$s) and %10$s) x where %9$s""".formatted(
                        rows.table().own(),
                        column.sql(),
                        value,
                        Names.of("t", rows.key()),
                        rows.from(),
                        rows.match(),
                        Names.of("t", names),
                        Names.of("s", names),
                        rows.table().equal("t", "x", rows.key()),
                        rows.wanting().isEmpty()
                                ? "true"
                                : "exists (select from %s w where %s)"
                                        .formatted(rows.wanting(), rows.table().equal("w", "t", names)));
    }

    /** Empty when there is none. */
    private static Optional<String> value(Rows rows, TargetKey unique, TargetColumn column) {
        if (!column.required() && !unique.nullsEqual()) {
            return Optional.of("null");
        }
        Integer length = column.length();
        String most = "(select greatest((select max(t.%1$s) from %2$s t), (select max(s.%1$s) from %3$s)))"
                .formatted(column.sql(), rows.table().own(), rows.from());
        return switch (column.base()) {
            case "int2", "int4", "int8", "numeric" -> Optional.of(most + " + x.datamig_n");
            case "date" -> Optional.of(most + " + x.datamig_n::int4");
            case "timestamp", "timestamptz" -> Optional.of(most + " + x.datamig_n * interval '1 day'");
            case "uuid" -> Optional.of("gen_random_uuid()");
            case "text", "varchar", "bpchar", "citext" ->
                length == null || length >= ROOM ? Optional.of("'~datamig~' || x.datamig_n") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
