/** The analysis drawn: a layered picture per store, and a file for Graphviz. */
@NullMarked
package dev.datamig.extractor.analysis.picture;

import org.jspecify.annotations.NullMarked;
