package dev.datamig.extractor;

import java.time.Duration;
import java.util.Optional;

/** Limits as tests like them. */
public record TestReading(
        int batchRows,
        long batchBytes,
        int readers,
        int connectionsPerStore,
        Duration statementTimeout,
        long rowsPerSecond,
        Optional<String> extractBetween)
        implements ExtractorConfig.Reading {

    public static final TestReading DEFAULT = of(20_000, 32 << 20, 2, 3);

    public static TestReading of(int batchRows, long batchBytes, int readers, int connectionsPerStore) {
        return new TestReading(
                batchRows, batchBytes, readers, connectionsPerStore, Duration.ofMinutes(5), 0, Optional.empty());
    }

    TestReading withTimeout(Duration timeout) {
        return new TestReading(
                batchRows, batchBytes, readers, connectionsPerStore, timeout, rowsPerSecond, extractBetween);
    }

    TestReading withPace(long perSecond) {
        return new TestReading(
                batchRows, batchBytes, readers, connectionsPerStore, statementTimeout, perSecond, extractBetween);
    }

    TestReading withWindow(String window) {
        return new TestReading(
                batchRows,
                batchBytes,
                readers,
                connectionsPerStore,
                statementTimeout,
                rowsPerSecond,
                Optional.of(window));
    }

    /** So that every extraction of some size is ready for helpers; most have none. */
    @Override
    public long shareFrom() {
        return 10_000;
    }

    @Override
    public Duration helperSilence() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean rehearse() {
        return false;
    }

    @Override
    public int sampleRows() {
        return 200;
    }

    @Override
    public int sampleCharacters() {
        return 400;
    }

    @Override
    public Duration lockTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(5);
    }
}
