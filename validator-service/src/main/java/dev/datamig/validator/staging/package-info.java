/** Batches, side files and reports in the staging area. */
@NullMarked
package dev.datamig.validator.staging;

import org.jspecify.annotations.NullMarked;
