package dev.datamig.contracts;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names of the Kafka topics. Commands and outcomes are keyed by run id (load commands by run id and store), batches by
 * run, store, table and part so that one run spreads over all instances.
 */
public final class Topics {
    public static final String EXTRACT_COMMANDS = "datamig.extract.commands";
    public static final String ANONYMIZE_COMMANDS = "datamig.anonymize.commands";
    public static final String VALIDATE_COMMANDS = "datamig.validate.commands";
    public static final String LOAD_COMMANDS = "datamig.load.commands";
    public static final String BATCHES_EXTRACTED = "datamig.batches.extracted";
    public static final String BATCHES_ANONYMIZED = "datamig.batches.anonymized";
    public static final String BATCHES_VALIDATED = "datamig.batches.validated";
    public static final String OUTCOMES = "datamig.outcomes";
    public static final String PROGRESS = "datamig.progress";
    public static final String RUN_EVENTS = "datamig.run-events";
    /** What is put behind a topic's name to get its dead letter topic. */
    public static final String DEAD_LETTER_SUFFIX = ".dlq";

    /** Every topic without the dead letter topics. */
    public static final List<String> ALL = List.of(
            EXTRACT_COMMANDS,
            ANONYMIZE_COMMANDS,
            VALIDATE_COMMANDS,
            LOAD_COMMANDS,
            BATCHES_EXTRACTED,
            BATCHES_ANONYMIZED,
            BATCHES_VALIDATED,
            OUTCOMES,
            PROGRESS,
            RUN_EVENTS);

    /** The topics whose messages a consumer may fail on. */
    public static final List<String> CONSUMED = ALL.subList(0, 8);

    /** Every topic, the dead letter topics too. */
    public static final List<String> WITH_DEAD_LETTERS = Stream.concat(
                    ALL.stream(), CONSUMED.stream().map(topic -> topic + DEAD_LETTER_SUFFIX))
            .toList();

    private Topics() {}
}
