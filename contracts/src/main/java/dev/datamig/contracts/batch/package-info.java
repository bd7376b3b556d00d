/** A batch's passport and the lists of batches that travel through the staging area. */
@NullMarked
package dev.datamig.contracts.batch;

import org.jspecify.annotations.NullMarked;
