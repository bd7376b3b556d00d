/** Set checks in DuckDB over the anonymized Parquet files. */
@NullMarked
package dev.datamig.validator.duckdb;

import org.jspecify.annotations.NullMarked;
