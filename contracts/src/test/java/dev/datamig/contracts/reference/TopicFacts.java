package dev.datamig.contracts.reference;

import static dev.datamig.contracts.Topics.ANONYMIZE_COMMANDS;
import static dev.datamig.contracts.Topics.BATCHES_ANONYMIZED;
import static dev.datamig.contracts.Topics.BATCHES_EXTRACTED;
import static dev.datamig.contracts.Topics.BATCHES_VALIDATED;
import static dev.datamig.contracts.Topics.EXTRACT_COMMANDS;
import static dev.datamig.contracts.Topics.LOAD_COMMANDS;
import static dev.datamig.contracts.Topics.OUTCOMES;
import static dev.datamig.contracts.Topics.PROGRESS;
import static dev.datamig.contracts.Topics.RUN_EVENTS;
import static dev.datamig.contracts.Topics.VALIDATE_COMMANDS;

import java.util.List;

/**
 * What the reference says of a topic beside its messages.
 *
 * @param key the Kafka key of its messages
 * @param senders the services that write to it
 * @param receivers the services that read it; empty for topics that are for outside consumers
 */
record TopicFacts(String topic, String purpose, String key, List<String> senders, List<String> receivers) {

    private static final List<String> WORKERS = List.of("extractor", "anonymizer", "validator", "loader");

    static final List<TopicFacts> ALL = List.of(
            new TopicFacts(
                    EXTRACT_COMMANDS,
                    "Orders to the extractor: a district's extraction, and requests that belong to no run; calls for help among extractors.",
                    "run id, or request id",
                    List.of("coordinator", "extractor"),
                    List.of("extractor")),
            new TopicFacts(
                    ANONYMIZE_COMMANDS,
                    "Orders to the anonymizer beside the batches: judge the columns of a run, or of all stores.",
                    "run id, or request id",
                    List.of("coordinator"),
                    List.of("anonymizer")),
            new TopicFacts(
                    VALIDATE_COMMANDS,
                    "Orders to the validator: check and seal the whole set, audit CERT.",
                    "run id",
                    List.of("coordinator"),
                    List.of("validator")),
            new TopicFacts(
                    LOAD_COMMANDS,
                    "Orders to the loader, each for one store: plan, load, undo.",
                    "run id and store, {run}/{store}",
                    List.of("coordinator"),
                    List.of("loader")),
            new TopicFacts(
                    BATCHES_EXTRACTED,
                    "Manifests of raw, encrypted batches as soon as each is closed; deferred batches again, resumed,"
                            + " by the coordinator.",
                    "run id, table and part, {run}/{table}/{part}",
                    List.of("extractor", "coordinator"),
                    List.of("anonymizer")),
            new TopicFacts(
                    BATCHES_ANONYMIZED,
                    "Manifests of masked batches.",
                    "run id, table and part, {run}/{table}/{part}",
                    List.of("anonymizer", "coordinator"),
                    List.of("validator")),
            new TopicFacts(
                    BATCHES_VALIDATED,
                    "Manifests of masked batches that passed the checks of a single batch.",
                    "run id, table and part, {run}/{table}/{part}",
                    List.of("validator"),
                    List.of()),
            new TopicFacts(
                    OUTCOMES,
                    "What the services answer. The header id repeats the outcome's id, which is equal for equal work.",
                    "run id, or request id",
                    WORKERS,
                    List.of("coordinator")),
            new TopicFacts(
                    PROGRESS,
                    "How far each phase has come with each table, as CloudEvents, at most a few a second.",
                    "run id",
                    List.of("coordinator", "validator", "loader"),
                    List.of("coordinator")),
            new TopicFacts(
                    RUN_EVENTS,
                    "One CloudEvent per state change of a run.",
                    "run id",
                    List.of("coordinator"),
                    List.of()));
}
