/** Keyed fingerprints of original personal values, by which a leak is recognised. */
@NullMarked
package dev.datamig.staging.proof;

import org.jspecify.annotations.NullMarked;
