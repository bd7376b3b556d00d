/** Decides what happens to a run, and touches no row. */
@NullMarked
package dev.datamig.coordinator;

import org.jspecify.annotations.NullMarked;
