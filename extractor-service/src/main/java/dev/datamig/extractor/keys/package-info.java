/** Compact sets of key values, by which rows find each other. */
@NullMarked
package dev.datamig.extractor.keys;

import org.jspecify.annotations.NullMarked;
