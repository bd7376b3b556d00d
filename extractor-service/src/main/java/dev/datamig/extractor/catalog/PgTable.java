package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that is not a partition; a partitioned one stands for its partitions.
 *
 * @param id store and qualified name as SQL writes it
 * @param schema bare schema name
 * @param name bare table name
 * @param partitioned whether it has no rows of its own but partitions
 * @param leaves where the rows lie: the table itself, or its partitions, in an order that is stable within a snapshot
 * @param columns in the catalog's order
 * @param primaryKey bare names, empty when there is none
 * @param uniqueKeys further unique keys that all columns of are plain
 * @param inherits whether other tables inherit from it without being partitions
 * @param comment the table's comment
 * @param constraints what it holds its rows to beside keys and references
 */
public record PgTable(
        TableId id,
        String schema,
        String name,
        boolean partitioned,
        List<PgLeaf> leaves,
        List<PgColumn> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        boolean inherits,
        @Nullable String comment,
        PgConstraints constraints) {

    /** Whether a person who writes this name means this table. */
    public boolean isCalled(SqlName written) {
        return written.names(new SqlName(schema, name));
    }

    public Optional<PgColumn> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /** What SQL reads this table's own rows from: all partitions, or the table without what inherits from it. */
    public String own() {
        return partitioned ? id.name() : "ONLY " + id.name();
    }

    /** The leaf's number within the table, -1 when it is none of this table's. */
    public int leafOf(long oid) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).oid() == oid) {
                return i;
            }
        }
        return -1;
    }

    public List<ColumnSchema> schemas() {
        return columns.stream().map(PgColumn::schema).toList();
    }

    /** Rows, roughly, as the planner believes. */
    public double estimatedRows() {
        return leaves.stream()
                .mapToDouble(leaf -> Math.max(0, leaf.estimatedRows()))
                .sum();
    }
}
