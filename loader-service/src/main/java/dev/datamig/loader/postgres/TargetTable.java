package dev.datamig.loader.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of a target.
 *
 * @param sql its qualified name as SQL writes it
 * @param partitioned whether its rows lie in partitions
 * @param columns in their order
 * @param keys the primary key first
 * @param rewrites whether a trigger may change a row while it is inserted
 * @param rewritesUpdates whether a trigger may change a row while it is updated
 * @param insertable whether the account may insert and read
 * @param triggers names of those that fire when rows are inserted
 * @param rules names of rewrite rules that act on {@code UPDATE} and {@code DELETE}
 * @param insertRules names of those that act on {@code INSERT}, and not on {@code COPY}
 * @param estimate rows, as the planner knows them; negative when it does not
 */
record TargetTable(
        long oid,
        String sql,
        boolean partitioned,
        List<TargetColumn> columns,
        List<TargetKey> keys,
        boolean rewrites,
        boolean rewritesUpdates,
        boolean insertable,
        List<String> triggers,
        List<String> rules,
        List<String> insertRules,
        double estimate) {

    /** That two rows have the same values in columns. @param quoted the columns */
    String equal(String left, String right, Collection<String> quoted) {
        return alike(left, right, quoted, " = ");
    }

    /** @param operator with spaces around it */
    String alike(String left, String right, Collection<String> quoted, String operator) {
        Map<String, String> casts = new HashMap<>();
        columns.forEach(column -> casts.put(column.sql(), column.cast()));
        return Names.each(
                quoted,
                name -> {
                    String cast = casts.getOrDefault(name, "");
                    return left + "." + name + cast + operator + right + "." + name + cast;
                },
                " and ");
    }

    /** What {@code FROM} takes: the table's own rows, without those of tables that inherit from it. */
    String own() {
        return partitioned ? sql : "only " + sql;
    }

    Optional<TargetColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** What a row's digest is taken over, quoted: everything but what the database computes by itself. */
    List<String> digestNames() {
        return columns.stream()
                .filter(column -> !column.generated())
                .map(TargetColumn::sql)
                .toList();
    }

    /**
     * What an update can put back, quoted: also what a trigger may have changed, and columns that the source does not have.
     *
     * @param key bare names
     */
    List<String> restorable(List<String> key) {
        return columns.stream()
                .filter(column -> !key.contains(column.name()) && !column.identityAlways() && !column.generated())
                .map(TargetColumn::sql)
                .toList();
    }
}
