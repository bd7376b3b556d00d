package dev.datamig.extractor.analysis.shape;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with all its partitions, the nodes with one set of labels, or the relationships of one type between two such sets.
 *
 * @param rows estimated, or counted where {@code exact}; absent when the database does not know
 * @param bytes on disk with indexes and out-of-line values, roughly; absent for graphs
 * @param primaryKey absent when there is none; for nodes the business key
 * @param uniqueKeys further unique constraints and plain unique indexes
 * @param checks check and exclusion constraints
 * @param partitionKey how rows are spread over partitions; absent when they are not
 * @param inherits tables that it inherits from
 * @param heirs tables that inherit from it and are no partitions
 * @param start for relationships the nodes they start from
 * @param end for relationships the nodes they end at
 */
public record TableShape(
        TableId id,
        Kind kind,
        @Nullable String comment,
        @Nullable Long rows,
        boolean exact,
        @Nullable Long bytes,
        List<ColumnShape> columns,
        @Nullable KeyShape primaryKey,
        List<KeyShape> uniqueKeys,
        List<ForeignKeyShape> foreignKeys,
        List<CheckShape> checks,
        List<IndexShape> indexes,
        @Nullable String partitionKey,
        List<PartitionShape> partitions,
        List<TableId> inherits,
        List<TableId> heirs,
        @Nullable TableId start,
        @Nullable TableId end) {

    /** What a table is. */
    public enum Kind {
        TABLE,
        PARTITIONED,
        NODES,
        RELATIONSHIPS
    }

    /** A primary or unique key. */
    public record KeyShape(String name, List<String> columns) {}

    /**
     * A foreign key.
     *
     * @param onDelete {@code NO ACTION}, {@code RESTRICT}, {@code CASCADE}, {@code SET NULL} or {@code SET DEFAULT}
     * @param match {@code SIMPLE} or {@code FULL}
     * @param validated whether the rows that were there have been checked
     * @param enforced whether writes are checked
     * @param partition the partition that it is declared on, absent when on the whole table
     */
    public record ForeignKeyShape(
            String name,
            List<String> columns,
            TableId parent,
            List<String> parentColumns,
            String onDelete,
            String onUpdate,
            String match,
            boolean deferrable,
            boolean deferred,
            boolean validated,
            boolean enforced,
            @Nullable String partition) {}

    /** A check or exclusion constraint with its definition. */
    public record CheckShape(String name, String definition) {}

    /** An index that is no constraint's own, with its definition. */
    public record IndexShape(String name, String definition, boolean unique, boolean valid) {}

    /** A partition that holds rows; {@code rows} as for tables. */
    public record PartitionShape(
            String name, @Nullable String bounds, @Nullable Long rows, long bytes) {}

    public Optional<ColumnShape> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** All keys, the primary one first. */
    public List<KeyShape> keys() {
        KeyShape primary = primaryKey;
        return primary == null
                ? uniqueKeys
                : java.util.stream.Stream.concat(java.util.stream.Stream.of(primary), uniqueKeys.stream())
                        .toList();
    }

    /** The same table, counted. */
    public TableShape counted(long count) {
        return new TableShape(
                id,
                kind,
                comment,
                count,
                true,
                bytes,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                checks,
                indexes,
                partitionKey,
                partitions,
                inherits,
                heirs,
                start,
                end);
    }
}
