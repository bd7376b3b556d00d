package dev.datamig.contracts.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code from} points at a row of {@code to}: a foreign key, or what the landscape says is one. NULL in any column
 * means no reference (MATCH SIMPLE).
 *
 * @param name the constraint's name, or {@code landscape-N} for the landscape's N-th
 * @param from the child
 * @param fromColumns bare names, in the order of {@code toColumns}
 * @param to the parent
 * @param toColumns bare names
 * @param declared whether the database knows it
 * @param when a condition on the child's row in SQL, for undeclared ones; absent when every row refers
 * @param children whether the closure goes from a parent to its children by it
 * @param deferrable whether the constraint can be checked at commit
 * @param spellingsVary whether keys that the database takes for equal may be written differently at the two ends (a collation without
 *     case, ranges of numbers, JSON) or need not be equal (periods that lie within those of the parents), so that only the database
 *     can tell
 */
public record Reference(
        String name,
        TableId from,
        List<String> fromColumns,
        TableId to,
        List<String> toColumns,
        boolean declared,
        @Nullable String when,
        boolean children,
        boolean deferrable,
        boolean spellingsVary) {

    /** A reference whose equal keys are written alike, or differ in ways that everybody knows: numbers, padding. */
    public Reference(
            String name,
            TableId from,
            List<String> fromColumns,
            TableId to,
            List<String> toColumns,
            boolean declared,
            @Nullable String when,
            boolean children,
            boolean deferrable) {
        this(name, from, fromColumns, to, toColumns, declared, when, children, deferrable, false);
    }

    /** Whether the two ends lie in different stores. */
    @JsonIgnore
    public boolean crossesStores() {
        return !from.store().equals(to.store());
    }
}
