/** Batches as Parquet files: columns, rows, encryption, checksums. */
@NullMarked
package dev.datamig.staging.parquet;

import org.jspecify.annotations.NullMarked;
