package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.Reference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reference between two tables of one database, ready for SQL.
 *
 * @param reference what it says
 * @param child the referring relation as {@code FROM} takes it ({@code ONLY public.a}, {@code public.partitioned})
 * @param childLeaves object ids of the leaves that it holds for; absent when for all of the table
 * @param parent the relation referred to
 * @param parentLeaves as for the child
 * @param pairs per column pair the comparison, with {@code c.} and {@code p.} before the columns
 * @param childColumns the child's columns as SQL writes them
 * @param exact whether a child has at most one parent by it
 * @param entity whether child and parent are one entity
 * @param enforced whether the database checks it on every write
 */
public record PgReference(
        Reference reference,
        String child,
        @Nullable Set<Long> childLeaves,
        String parent,
        @Nullable Set<Long> parentLeaves,
        List<String> pairs,
        List<String> childColumns,
        boolean exact,
        boolean entity,
        boolean enforced) {

    /** The whole join condition. */
    public String condition() {
        return String.join(" AND ", pairs);
    }
}
