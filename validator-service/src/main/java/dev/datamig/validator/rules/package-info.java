/** The validation rules file: patterns, demands and all its mistakes at once. */
@NullMarked
package dev.datamig.validator.rules;

import org.jspecify.annotations.NullMarked;
