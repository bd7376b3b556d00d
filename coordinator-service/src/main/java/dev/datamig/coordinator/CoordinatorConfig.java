package dev.datamig.coordinator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The coordinator's own settings. Each can be set in the environment too: {@code datamig.max-runs} is {@code DATAMIG_MAX_RUNS}. */
@ConfigMapping(prefix = "datamig")
public interface CoordinatorConfig {

    /** The landscape file. */
    Path landscape();

    /** Where the staging area is: an absolute folder, or {@code s3://bucket/prefix}. */
    String staging();

    /** The key that wraps the runs' keys: 64 hex digits. Or {@code staging-key-file}. */
    Optional<String> stagingKey();

    /** A file that holds the staging key. */
    Optional<String> stagingKeyFile();

    /** The anonymization rules that each run is given; without, the anonymizer's own defaults hold. */
    Optional<Path> rules();

    /** The validation rules that each run is given; without, the validator's own defaults hold. */
    Optional<Path> validationRules();

    /** This instance's name in logs and audit trails. */
    @WithDefault("coordinator")
    String instance();

    /** How many runs may be at work at once; others wait in the queue. */
    @WithDefault("4")
    int maxRuns();

    /** How long a request waits for the answer of a service. */
    @WithDefault("15s")
    Duration answerTimeout();

    /** How long a request for an audit of CERT waits before it answers that the audit goes on. */
    @WithDefault("60s")
    Duration auditTimeout();

    /** After how much silence a run's work is ordered again. Every outcome and progress message counts as a sign of life. */
    @WithDefault("30m")
    Duration silence();

    /** How failures are retried. */
    Retry retry();

    /** The topics on Kafka. */
    TopicSettings topics();

    /** How failures are retried. */
    interface Retry {
        /** Retries at most. */
        @WithDefault("3")
        int limit();

        /** The wait before the first retry, on average; it doubles with each. */
        @WithDefault("2s")
        Duration first();

        /** The longest wait. */
        @WithDefault("2m")
        Duration longest();
    }

    /** The topics on Kafka. */
    interface TopicSettings {
        /** Whether missing topics are made at start. */
        @WithDefault("true")
        boolean create();

        /** Partitions of the topics that are made: the most instances that can share the work of a phase. */
        @WithDefault("12")
        int partitions();
    }
}
