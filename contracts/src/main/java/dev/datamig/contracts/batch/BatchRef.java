package dev.datamig.contracts.batch;

import dev.datamig.contracts.schema.TableId;

/**
 * Which batch of a run is meant. Part numbers of a table start at 1 and have no gaps; owned and reference rows of a table are
 * in batches of their own and share the numbering.
 */
public record BatchRef(TableId table, int part, Membership membership, long rows) {}
