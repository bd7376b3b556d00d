package dev.datamig.contracts.outcome;

import dev.datamig.contracts.schema.TableId;

/**
 * What a load (or the plan of one) does to a table of the target, in rows.
 *
 * @param inserted new rows
 * @param updated rows of the target that got other values
 * @param unchanged rows that the target had already with these contents
 * @param matched rows that were left as they are: reference rows that the target had under another key or with other contents, and rows
 *     that another district has brought before the source changed them
 * @param conflicts rows that cannot be loaded; 0 after a load
 */
public record TableLoad(TableId table, long inserted, long updated, long unchanged, long matched, long conflicts) {}
