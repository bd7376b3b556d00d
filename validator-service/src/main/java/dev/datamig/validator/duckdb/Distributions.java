package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;

/** How a column is spread before and after masking. */
public interface Distributions {

    /** The share of NULLs in PROD, 0 to 1. */
    double nullShare(TableSchema table, ColumnSchema column);

    /** The population stability index of the masked column against PROD's; 0 when there is nothing to compare. */
    double psi(TableSchema table, ColumnSchema column);
}
