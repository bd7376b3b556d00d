package dev.datamig.loader.postgres;

import java.util.List;

/**
 * A foreign key of a target.
 *
 * @param name of the constraint
 * @param sql the constraint's qualified name, for {@code SET CONSTRAINTS}
 * @param child the table that it is declared on, as SQL writes it
 * @param childRoot the partitioned table above it; the child itself when it is no partition
 * @param childColumns bare
 * @param parent the referenced table
 * @param parentRoot the partitioned table above it
 * @param parentColumns bare
 * @param deferrable whether it can be checked at the end
 * @param readable whether the account may read the child
 * @param comparisons for each pair of columns how the constraint compares them: {@code %1$s} stands for the parent's value, {@code %2$s}
 *     for the child's
 * @param stops whether the database refuses to delete a parent with children, instead of changing or deleting these
 * @param restricts whether it refuses even when the parent is there again at the end of the statement ({@code RESTRICT})
 * @param period whether the last columns are periods, which the constraint does not ask to be equal
 */
record TargetReference(
        String name,
        String sql,
        String child,
        String childRoot,
        List<String> childColumns,
        String parent,
        String parentRoot,
        List<String> parentColumns,
        boolean deferrable,
        boolean readable,
        boolean stops,
        boolean restricts,
        boolean period,
        List<String> comparisons) {

    /** Whether nothing happens when a parent is taken out and put in again in one statement. */
    boolean allowsExchange() {
        return stops && !restricts;
    }

    /** The columns that say which parent is meant. */
    List<String> naming(List<String> columns) {
        return period ? columns.subList(0, columns.size() - 1) : columns;
    }
}
