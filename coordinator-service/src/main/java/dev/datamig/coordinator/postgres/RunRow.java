package dev.datamig.coordinator.postgres;

import dev.datamig.coordinator.saga.Run;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it lies in the database.
 *
 * @param version grows with every change
 * @param eventSeq the number of the run's last event
 * @param wave the wave it belongs to
 * @param pinned SHA-256 of each rules file that was pinned, by name
 * @param startedAt when it left the queue
 * @param touchedAt when something was last heard of it
 */
public record RunRow(
        Run run,
        long version,
        long eventSeq,
        @Nullable String wave,
        String requestedBy,
        Map<String, String> pinned,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant touchedAt) {}
