/** What differs between the two sides of a store, and what that means for a load. */
@NullMarked
package dev.datamig.extractor.analysis.drift;

import org.jspecify.annotations.NullMarked;
