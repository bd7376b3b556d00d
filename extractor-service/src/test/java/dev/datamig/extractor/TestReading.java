package dev.datamig.extractor;

import java.time.Duration;
import java.util.Optional;

/** Limits as tests like them. */
public record TestReading(int batchRows, long batchBytes, int readers, int connectionsPerStore)
        implements ExtractorConfig.Reading {

    public static final TestReading DEFAULT = new TestReading(20_000, 32 << 20, 2, 3);

    @Override
    public Duration statementTimeout() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration lockTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public long rowsPerSecond() {
        return 0;
    }

    @Override
    public Optional<String> extractBetween() {
        return Optional.empty();
    }
}
