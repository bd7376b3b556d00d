/** Batches, names and fingerprints in the staging area. */
@NullMarked
package dev.datamig.anonymizer.staging;

import org.jspecify.annotations.NullMarked;
