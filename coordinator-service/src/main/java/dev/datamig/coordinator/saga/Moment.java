package dev.datamig.coordinator.saga;

import java.time.Instant;

/**
 * What a step may know of the world.
 *
 * @param now the time
 * @param jitter from 0 (inclusive) to 1 (exclusive), fresh for each step
 * @param retries how failures are retried
 * @param references between the landscape's stores
 */
public record Moment(Instant now, double jitter, RetryRule retries, StoreReferences references) {

    /** When the {@code count}-th try (from 1) may begin. */
    Instant next(int count) {
        return now.plus(retries.delay(count, jitter));
    }
}
