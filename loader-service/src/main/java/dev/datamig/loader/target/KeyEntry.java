package dev.datamig.loader.target;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * What a plan says about a key.
 *
 * @param table whose key it is
 * @param columns of the key
 * @param kind what is said
 * @param from the key as it is sealed; for {@code TAKEN} the value that is not free
 * @param to the key in the target; empty for {@code TAKEN}
 */
public record KeyEntry(TableId table, List<String> columns, Kind kind, List<String> from, List<String> to) {

    /** What is said. */
    public enum Kind {
        /** A new value that the table's own store has chosen. */
        CHOSEN,
        /** What references from other stores have to follow. */
        MOVED,
        /** The key that a row which is not in the run has in the target, for the load of the table's own store. */
        OUTSIDE,
        /** The key of a reference row under which the target has this row already. */
        MATCHED,
        /** A key of another store that is not free in this one, where rows carry it as theirs. */
        TAKEN
    }
}
