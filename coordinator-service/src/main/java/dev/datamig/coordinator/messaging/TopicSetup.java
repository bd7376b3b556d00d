package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.Topics;
import dev.datamig.coordinator.CoordinatorConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the topics that are missing, before anything subscribes to them; one that is there is left as it is. */
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CoordinatorConfig config;
    private final String servers;

    TopicSetup(CoordinatorConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.config = config;
        this.servers = servers;
    }

    void make(@Observes @Priority(10) StartupEvent event) {
        if (!config.topics().create()) {
            return;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis() / 2);
        try (Admin admin = Admin.create(settings)) {
            makeMissing(admin);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf(
                    "topics not checked, Kafka does not answer (%s)",
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeMissing(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = new HashSet<>(admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        List<NewTopic> missing = Stream.concat(
                        Topics.ALL.stream()
                                .map(name -> topic(name, config.topics().partitions())),
                        Topics.CONSUMED.stream().map(name -> topic(name + Topics.DEAD_LETTER_SUFFIX, 1)))
                .filter(topic -> !there.contains(topic.name()))
                .toList();
        admin.createTopics(missing).values().forEach((name, made) -> await(name, made));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    /** Another instance may have been faster. */
    private static void await(String name, org.apache.kafka.common.KafkaFuture<Void> made) {
        try {
            made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            LOG.infof("topic made: %s", name);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("topic not made: %s", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
