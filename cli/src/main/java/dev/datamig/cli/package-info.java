/** The commands of {@code ./datamig}: one class each, over the coordinator's REST and the local stack. */
@NullMarked
package dev.datamig.cli;

import org.jspecify.annotations.NullMarked;
