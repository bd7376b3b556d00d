package dev.datamig.coordinator.saga;

import java.time.Duration;

/**
 * Exponential backoff with jitter: the n-th retry waits {@code first * 2^(n-1)}, times 0.5 to 1.5, at most {@code longest}.
 *
 * @param limit retries at most
 */
public record RetryRule(int limit, Duration first, Duration longest) {

    Duration delay(int count, double jitter) {
        double factor = Math.pow(2, Math.min(count, 30) - 1.0) * (0.5 + jitter);
        long millis = (long) Math.min(first.toMillis() * factor, longest.toMillis());
        return Duration.ofMillis(millis);
    }
}
