/** The leak scan: what counts as an occurrence of an original, and what explains one. */
@NullMarked
package dev.datamig.validator.proof;

import org.jspecify.annotations.NullMarked;
