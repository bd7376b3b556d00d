package dev.datamig.extractor.speed;

import dev.datamig.extractor.ExtractorConfig;
import java.time.Duration;
import java.util.Optional;

/** The limits that the service has by default, with another number of readers for trying out. */
record SpeedReading(int readers, int connectionsPerStore) implements ExtractorConfig.Reading {

    @Override
    public int batchRows() {
        return 20_000;
    }

    @Override
    public long batchBytes() {
        return 32 << 20;
    }

    @Override
    public Duration statementTimeout() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Duration lockTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public long rowsPerSecond() {
        return 0;
    }

    @Override
    public Optional<String> extractBetween() {
        return Optional.empty();
    }

    @Override
    public long shareFrom() {
        return 400_000;
    }

    @Override
    public Duration helperSilence() {
        return Duration.ofSeconds(20);
    }

    @Override
    public boolean rehearse() {
        return true;
    }

    @Override
    public int sampleRows() {
        return 200;
    }

    @Override
    public int sampleCharacters() {
        return 400;
    }
}
