/** How instances share the reading of one run: what they tell each other in the staging area. */
@NullMarked
package dev.datamig.extractor.sharing;

import org.jspecify.annotations.NullMarked;
