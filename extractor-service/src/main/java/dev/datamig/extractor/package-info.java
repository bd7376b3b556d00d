/** Reads a district out of the source stores: the closure over references, the rows, the batches. */
@NullMarked
package dev.datamig.extractor;

import org.jspecify.annotations.NullMarked;
