package dev.datamig.contracts.batch;

import dev.datamig.contracts.schema.TableId;

/**
 * A column, or property, whose values masking made up one for one, so that another made-up value says as much.
 *
 * @param column the bare name
 * @param domain the value space: columns of the same one, in all stores, have the same fake for the same original
 */
public record InventedColumn(TableId table, String column, String domain) {}
