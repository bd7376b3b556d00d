package dev.datamig.contracts.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One table of the subset, as the source had it when the run read it.
 *
 * @param id its name
 * @param kind what it describes
 * @param columns in the source's order, generated ones included
 * @param primaryKey bare column names; empty when there is none. For nodes the business key, or {@code ~id} alone (the node's
 *     element id, valid within the run only) where the label has none
 * @param uniqueKeys further unique keys (constraints and plain unique indexes without expression or predicate)
 * @param labels for nodes their labels, for relationships the type alone; empty for tables
 * @param start for relationships the nodes they start from
 * @param end for relationships the nodes they end at
 * @param comment the table's comment in the source; absent in runs, since nobody needs it to judge anything
 * @param checks conditions that every row has to meet; none for graphs
 * @param apart columns that other unique indexes (on expressions, on some of the rows) and exclusion constraints keep apart, those of each
 *     together
 */
public record TableSchema(
        TableId id,
        TableKind kind,
        List<ColumnSchema> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<String> labels,
        @Nullable TableId start,
        @Nullable TableId end,
        @Nullable String comment,
        List<CheckSchema> checks,
        List<List<String>> apart) {

    /** A table without conditions on its rows. */
    public TableSchema(
            TableId id,
            TableKind kind,
            List<ColumnSchema> columns,
            List<String> primaryKey,
            List<List<String>> uniqueKeys,
            List<String> labels,
            @Nullable TableId start,
            @Nullable TableId end,
            @Nullable String comment) {
        this(id, kind, columns, primaryKey, uniqueKeys, labels, start, end, comment, List.of(), List.of());
    }

    /** The same table under these constraints. */
    public TableSchema under(List<CheckSchema> conditions, List<List<String>> kept) {
        return new TableSchema(
                id, kind, columns, primaryKey, uniqueKeys, labels, start, end, comment, conditions, kept);
    }

    /** The same table whose columns have other comments. @param comments as {@link ColumnSchema#commented} takes them */
    public TableSchema commented(Function<List<String>, @Nullable String> comments) {
        return new TableSchema(
                id,
                kind,
                columns.stream().map(column -> column.commented(comments)).toList(),
                primaryKey,
                uniqueKeys,
                labels,
                start,
                end,
                comment,
                checks,
                apart);
    }

    /** The columns that travel: all but the generated ones. Batches have exactly these, in this order. */
    public List<ColumnSchema> copiedColumns() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    public Optional<ColumnSchema> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
