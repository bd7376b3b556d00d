package dev.datamig.contracts.landscape;

import dev.datamig.contracts.LoadStrategy;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one table is loaded.
 *
 * @param strategy absent when the run decides
 * @param merge used when the strategy is merge
 * @param ignore bare names of columns that the target keeps by itself: two rows that differ in them alone are the same
 */
public record TableRule(@Nullable LoadStrategy strategy, MergeRule merge, Set<String> ignore) {

    /** Bare names of all columns that the rule speaks of. */
    public Set<String> named() {
        Set<String> columns = new TreeSet<>(ignore);
        columns.addAll(merge.columns().keySet());
        if (merge.newest() != null) {
            columns.add(merge.newest());
        }
        return columns;
    }
}
