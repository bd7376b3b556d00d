package dev.datamig.extractor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the extractor has to be told. */
@ConfigMapping(prefix = "datamig")
public interface ExtractorConfig {

    /** Path of the landscape file. */
    String landscape();

    /** The staging area: an absolute folder, a {@code file:} URL or {@code s3://bucket/prefix}. */
    String staging();

    /** The key that wraps the runs' data keys, 64 hex digits. */
    Optional<String> stagingKey();

    /** A file with the key that wraps the runs' data keys. */
    Optional<String> stagingKeyFile();

    /** What this instance calls itself in manifests. Default: the service's name with a random suffix. */
    Optional<String> instance();

    /** Limits of reading. */
    Reading extractor();

    /** How hard the sources are worked. */
    interface Reading {
        /** Rows of a batch at most. */
        @WithDefault("20000")
        int batchRows();

        /** Bytes of a batch at most, roughly, before compression. */
        @WithDefault("33554432")
        long batchBytes();

        /** Threads that read at the same time, over all stores. */
        @WithDefault("4")
        int readers();

        /** Connections to one store at most, the one that holds the snapshot included. */
        @WithDefault("4")
        int connectionsPerStore();

        /** How long one statement may take on a source. */
        @WithDefault("PT30M")
        Duration statementTimeout();

        /** How long a statement may wait for a lock on a source. */
        @WithDefault("PT10S")
        Duration lockTimeout();

        /** How long connecting may take. */
        @WithDefault("PT10S")
        Duration connectTimeout();

        /** Rows read per second at most over all readers; 0 for no limit. */
        @WithDefault("0")
        long rowsPerSecond();

        /** Rows of each table that are sampled so that its columns can be classified. */
        @WithDefault("200")
        int sampleRows();

        /** Characters of a sampled value at most; JSON documents get eight times as many. */
        @WithDefault("400")
        int sampleCharacters();

        /** From how many rows on other instances are called to read a share of a run; 0 for never. */
        @WithDefault("400000")
        long shareFrom();

        /** After how long without a sign of life a helping instance is given up and its share read by the owner of the run. */
        @WithDefault("PT20S")
        Duration helperSilence();

        /** Whether a service that has just started rehearses with made-up rows until its code is compiled; touches no store. */
        @WithDefault("true")
        boolean rehearse();

        /** The time of day in UTC at which sources may be read, {@code 22:00-05:00}. Default: always. */
        Optional<String> extractBetween();
    }
}
