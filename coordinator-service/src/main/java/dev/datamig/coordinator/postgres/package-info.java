/** The coordinator's own database: runs, counters, trail, inbox, outbox. SQL lives here only. */
@NullMarked
package dev.datamig.coordinator.postgres;

import org.jspecify.annotations.NullMarked;
