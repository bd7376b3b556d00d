/** The anonymizer: takes extracted batches, hands out masked ones, reaches no store. */
@NullMarked
package dev.datamig.anonymizer;

import org.jspecify.annotations.NullMarked;
