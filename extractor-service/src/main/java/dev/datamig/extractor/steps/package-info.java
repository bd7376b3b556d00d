/** The steps and root patterns that a landscape writes for a graph. */
@NullMarked
package dev.datamig.extractor.steps;

import org.jspecify.annotations.NullMarked;
