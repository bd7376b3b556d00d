/** Compact sets of rows: which rows of which table are meant. */
@NullMarked
package dev.datamig.extractor.rows;

import org.jspecify.annotations.NullMarked;
