/** Conditions that databases hold values to, read from SQL and evaluated on single values; pure. */
@NullMarked
package dev.datamig.anonymizer.constraint;

import org.jspecify.annotations.NullMarked;
