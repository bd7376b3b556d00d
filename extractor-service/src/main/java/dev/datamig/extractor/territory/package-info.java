/** The stores of a landscape as one connected territory: what can be reached from where, and who goes there. */
@NullMarked
package dev.datamig.extractor.territory;

import org.jspecify.annotations.NullMarked;
