/** Masking and the validator's proof, one after the other in one process. */
@NullMarked
package dev.datamig.proof;

import org.jspecify.annotations.NullMarked;
