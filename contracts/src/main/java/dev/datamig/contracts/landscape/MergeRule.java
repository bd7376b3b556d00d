package dev.datamig.contracts.landscape;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a table are merged.
 *
 * @param otherwise for columns that are not named
 * @param columns bare names
 * @param newest the column that tells which of two rows is the newer one; absent when no column asks
 */
public record MergeRule(
        MergeChoice otherwise,
        Map<String, MergeChoice> columns,
        @Nullable String newest) {

    /** Nothing of the target is lost. */
    public static final MergeRule FILL = new MergeRule(MergeChoice.FILL, Map.of(), null);

    /** What becomes of a column. */
    public MergeChoice of(String column) {
        return columns.getOrDefault(column, otherwise);
    }
}
