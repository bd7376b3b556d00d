/** One side of a store as its catalogue tells it: plain data, the same for a source and a target. */
@NullMarked
package dev.datamig.extractor.analysis.shape;

import org.jspecify.annotations.NullMarked;
