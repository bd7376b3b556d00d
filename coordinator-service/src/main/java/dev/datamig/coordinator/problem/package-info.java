/** The coordinator's codes: what can be wrong, what it means and what to do about it. */
@NullMarked
package dev.datamig.coordinator.problem;

import org.jspecify.annotations.NullMarked;
