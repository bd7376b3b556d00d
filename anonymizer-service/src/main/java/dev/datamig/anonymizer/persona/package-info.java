/** Invented people and places: pure functions from an original to a fake, under the masking key. */
@NullMarked
package dev.datamig.anonymizer.persona;

import org.jspecify.annotations.NullMarked;
