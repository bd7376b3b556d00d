/** The masking key and the keyed functions that everything else is built from. */
@NullMarked
package dev.datamig.anonymizer.key;

import org.jspecify.annotations.NullMarked;
