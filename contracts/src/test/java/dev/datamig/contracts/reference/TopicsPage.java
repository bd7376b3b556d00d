package dev.datamig.contracts.reference;

import dev.datamig.contracts.Topics;
import java.util.List;
import java.util.Map;

/** The reference page of the topics, in Markdown. */
final class TopicsPage {

    private static final String HEAD = """
            # Topics

            <!-- Made from the code by the tests of the module contracts; do not edit. -->

            Commands, manifests, outcomes and events on Kafka. Rows never travel here: they are Parquet files in the [staging area](staging.md), of which manifests tell. [asyncapi.yaml](asyncapi.yaml) describes every
            message with its schema and an example; [topics.yaml](../../deploy/kafka/topics.yaml) lists partitions and retention.

            * Payloads are JSON in UTF-8. A field that is absent is null; a field that is unknown is to be ignored; times are ISO-8601 in UTC.
            * Delivery is at least once, in no order across keys. Every handler is idempotent. The header `id` of an outcome is equal for equal work; the header `traceparent` is passed on.
            * `attempt` tells a new attempt from one that was given up; what an older attempt sends is dropped.
            * No message holds a value of the data. The exceptions are the keys of a row that a person asked about and of the rows that lead to it (`ExplainRow`, `RowExplained`).
            * A message that cannot be read goes to the dead letter topic: the topic's name with `%s` behind it. Every topic that a service reads for work has one.
            * `datamig.progress` and `datamig.run-events` are for outside consumers: CloudEvents 1.0 in structured JSON form.

            """.formatted(Topics.DEAD_LETTER_SUFFIX);

    private TopicsPage() {}

    static String markdown() {
        var page = new StringBuilder(HEAD);
        page.append("| topic | key | written by | read by | what |\n|---|---|---|---|---|\n");
        for (TopicFacts topic : TopicFacts.ALL) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            topic.topic(),
                            topic.key(),
                            String.join(", ", topic.senders()),
                            topic.receivers().isEmpty() ? "outside consumers" : String.join(", ", topic.receivers()),
                            topic.purpose()));
        }
        for (Map.Entry<String, List<String>> topic : AsyncApi.messagesByTopic().entrySet()) {
            page.append("\n## ").append(topic.getKey()).append("\n\n| message | says |\n|---|---|\n");
            topic.getValue()
                    .forEach(message ->
                            page.append("| `%s` | %s |\n".formatted(message, MessageFacts.sentence(message))));
        }
        return page.toString();
    }
}
