package dev.datamig.contracts.outcome;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * What a load would do to a table, in rows.
 *
 * @param strategy the one that applies
 * @param how {@code copy} (straight into place), {@code insert} (from a session's own table, by one statement), {@code copy and insert}
 *     (owned rows the first way, reference rows the second) or {@code one statement} (together with the tables that it forms a cycle
 *     with); in a graph {@code create} or, where some are there already, {@code match and create}
 * @param inserted new rows, {@code missing} ones included
 * @param updated rows of the target that get other values
 * @param changed columns of these that change
 * @param unchanged rows that the target has already with these contents
 * @param found reference rows among the unchanged
 * @param matched reference rows that the target has under another key or with other contents
 * @param missing reference rows that the target does not have
 * @param remapped rows whose key gets a new value
 * @param removed rows of the refreshed run that are gone in the new one
 * @param conflicts what stands in the way
 * @param bytes disk, estimated
 */
public record TablePlan(
        TableId table,
        LoadStrategy strategy,
        String how,
        long inserted,
        long updated,
        List<String> changed,
        long unchanged,
        long found,
        long matched,
        long missing,
        long remapped,
        long removed,
        List<ConflictPlan> conflicts,
        long bytes) {}
