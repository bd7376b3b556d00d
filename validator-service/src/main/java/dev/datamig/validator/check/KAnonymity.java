package dev.datamig.validator.check;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * How many rows share their values of a quasi-identifier (k-anonymity: Sweeney, 2002), counted over the masked rows. NULL counts as a
 * value.
 *
 * @param smallest rows of the smallest group, 0 when there is no row
 * @param groupsBelow groups of fewer than {@code k} rows, and {@code rowsBelow} the rows in them
 * @param sizes the smallest sizes that occur, with how many groups have each
 */
public record KAnonymity(
        String name,
        TableId table,
        List<String> columns,
        int k,
        long rows,
        long groups,
        long smallest,
        long groupsBelow,
        long rowsBelow,
        List<Size> sizes) {

    /** @param groups that have so many rows */
    public record Size(long rows, long groups) {}

    /** Says so when there are groups below k: an error where the rules say that they stop a run. */
    public void judge(boolean stops, Findings findings) {
        findings.looked(Check.K_ANONYMITY, groups);
        findings.add(
                Check.K_ANONYMITY,
                stops ? Severity.ERROR : Severity.INFO,
                table,
                String.join(", ", columns),
                rowsBelow,
                "rows in " + groupsBelow + " groups of fewer than " + k
                        + " that share these values; the smallest group has "
                        + smallest
                        + (stops ? ": generalize or nullify one of the columns, or let the rules report it only" : ""));
    }
}
