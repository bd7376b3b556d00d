/** Which districts there are and how large they are. */
@NullMarked
package dev.datamig.extractor.selection;

import org.jspecify.annotations.NullMarked;
