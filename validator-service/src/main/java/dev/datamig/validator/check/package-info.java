/** Checks as data, and decisions from plain data. Touches nothing. */
@NullMarked
package dev.datamig.validator.check;

import org.jspecify.annotations.NullMarked;
