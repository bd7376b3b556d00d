package dev.datamig.contracts.batch;

import dev.datamig.contracts.schema.TableId;

/** What the closure found in a table; {@code batches} is 0 until the table has been read. */
public record TableTotal(TableId table, long owned, long reference, int batches) {}
