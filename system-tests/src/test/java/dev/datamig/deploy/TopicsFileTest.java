package dev.datamig.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsFileTest {

    /** What the file says. */
    record TopicsFile(List<Topic> topics) {
        record Topic(String name, int partitions, String cleanup, int retentionHours) {}
    }

    @Test
    void listsEveryTopicAndEveryDeadLetterTopic() {
        TopicsFile file = Manifests.read(Manifests.DEPLOY.resolve("kafka/topics.yaml"), TopicsFile.class);

        assertThat(file.topics())
                .extracting(TopicsFile.Topic::name)
                .containsExactlyElementsOf(Stream.concat(
                                Topics.ALL.stream(),
                                Topics.CONSUMED.stream().map(topic -> topic + Topics.DEAD_LETTER_SUFFIX))
                        .toList());
        assertThat(file.topics()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isPositive();
            assertThat(topic.retentionHours()).isPositive();
            assertThat(topic.cleanup()).isEqualTo("delete");
        });
    }
}
