package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference that nobody declares but that looks likely.
 *
 * @param when which rows refer, in SQL; absent when all do
 * @param confidence 0 to 1
 * @param reasons in words
 * @param sampled distinct values that were looked up; -1 when nobody looked
 * @param matched how many of them the parent has
 * @param section where the line belongs in the landscape: {@code stores.NAME.references}, {@code references}, or
 *     {@code stores.NAME.load.json} for an array of keys
 * @param line what to paste there
 */
public record Suggestion(
        TableId from,
        List<String> fromColumns,
        TableId to,
        List<String> toColumns,
        @Nullable String when,
        double confidence,
        List<String> reasons,
        int sampled,
        int matched,
        String section,
        String line) {

    /** From here on one may take it for true without looking much closer. */
    public static final double LIKELY = 0.9;
    /** Below this nothing is suggested. */
    public static final double LEAST = 0.6;

    public boolean likely() {
        return confidence >= LIKELY;
    }
}
