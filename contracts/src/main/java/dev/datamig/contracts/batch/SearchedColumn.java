package dev.datamig.contracts.batch;

import dev.datamig.contracts.schema.TableId;

/**
 * A column, or property, whose texts or documents masking searched for the run's people: what is found there depends on whom the run knows, so
 * that two runs may leave different texts of the same original.
 *
 * @param column the bare name
 */
public record SearchedColumn(TableId table, String column) {}
