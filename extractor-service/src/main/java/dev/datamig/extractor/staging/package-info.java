/** Batches on their way into the staging area. */
@NullMarked
package dev.datamig.extractor.staging;

import org.jspecify.annotations.NullMarked;
