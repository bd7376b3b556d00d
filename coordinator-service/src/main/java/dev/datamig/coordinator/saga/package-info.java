/** What a run does next: pure functions over records. No I/O, no clock, no chance; time and jitter are handed in. */
@NullMarked
package dev.datamig.coordinator.saga;

import org.jspecify.annotations.NullMarked;
