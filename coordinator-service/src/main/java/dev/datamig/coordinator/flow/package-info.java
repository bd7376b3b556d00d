/** What the coordinator does, from top to bottom: take in, decide, write down, carry out. */
@NullMarked
package dev.datamig.coordinator.flow;

import org.jspecify.annotations.NullMarked;
