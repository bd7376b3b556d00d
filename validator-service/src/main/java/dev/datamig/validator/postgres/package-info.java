/** Reads loaded rows from PostgreSQL targets, read only. */
@NullMarked
package dev.datamig.validator.postgres;

import org.jspecify.annotations.NullMarked;
