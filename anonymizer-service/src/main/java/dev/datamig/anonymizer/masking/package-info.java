/** A table's plan at work: rows in, masked rows out, tallies and fingerprints' originals on the side. */
@NullMarked
package dev.datamig.anonymizer.masking;

import org.jspecify.annotations.NullMarked;
