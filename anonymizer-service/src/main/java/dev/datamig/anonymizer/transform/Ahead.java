package dev.datamig.anonymizer.transform;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mask that has to have seen a batch's values of its column before the first is masked; cells are then masked in the same order. */
public interface Ahead extends Mask {

    /** The other columns that it looks at ahead. */
    Set<String> columns();

    /**
     * Takes the values of a batch.
     *
     * @param cells those that are not NULL, in the order of rows
     * @param groups which of them belong together, one text for each
     */
    void look(List<Object> cells, List<String> groups);

    /** What the value of another column makes of a cell: which group it belongs to. */
    String group(java.util.function.Function<String, @Nullable String> column);
}
