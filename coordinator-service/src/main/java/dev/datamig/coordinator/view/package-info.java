/** Runs and their figures as REST shows them. */
@NullMarked
package dev.datamig.coordinator.view;

import org.jspecify.annotations.NullMarked;
