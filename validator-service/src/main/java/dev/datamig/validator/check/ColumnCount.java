package dev.datamig.validator.check;

import dev.datamig.contracts.schema.TableId;

/**
 * How many different values a column had before masking, and has after it. A sum over the whole set; counted by the validator itself,
 * before in the raw extracts, after in the masked files.
 *
 * @param values that were not NULL before
 * @param valuesAfter that are not NULL after
 * @param exactBefore whether {@code distinctBefore} is no estimate (HyperLogLog, standard error 0.8 %)
 * @param exactAfter whether {@code distinctAfter} is no estimate (HyperLogLog, standard error about 2 %)
 * @param unique whether the column stands alone in a key, so that the two must be equal
 */
public record ColumnCount(
        TableId table,
        String column,
        long values,
        long valuesAfter,
        long distinctBefore,
        boolean exactBefore,
        long distinctAfter,
        boolean exactAfter,
        boolean unique) {

    /** Values of a unique column that are lost or too many. Where it was too large to count, PROD's key says that all values differ. */
    long missing() {
        long before = exactBefore ? distinctBefore : values;
        return unique && valuesAfter > 0 ? Math.abs(before - distinctAfter) : 0;
    }

    /** Says so when a unique column does not hold as many different values as before. */
    public void judge(Findings findings) {
        findings.looked(Check.DISTINCT, 1);
        findings.error(
                Check.DISTINCT,
                table,
                column,
                missing(),
                "a unique column holds another number of different values than in PROD; its rule does not keep values apart");
    }
}
