package dev.datamig.coordinator.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.coordinator.flow.LoadProgress;
import dev.datamig.coordinator.postgres.DatabaseException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** How far loads have come, and that other services are at work. Progress may be lost: what counts are outcomes. */
@ApplicationScoped
public class ProgressIn {

    private static final Logger LOG = Logger.getLogger(ProgressIn.class);

    private final LoadProgress progress;

    ProgressIn(LoadProgress progress) {
        this.progress = progress;
    }

    @Incoming("progress")
    @Blocking
    public void take(ConsumerRecords<String, String> records) {
        Map<RunId, Map<TableId, Progress>> loads = new HashMap<>();
        Map<RunId, Progress> atWork = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            read(record.value()).ifPresent(p -> {
                if (p.phase() == Phase.LOAD) {
                    loads.computeIfAbsent(p.run(), run -> new HashMap<>()).put(p.table(), p);
                } else {
                    atWork.put(p.run(), p);
                }
            });
        }
        loads.forEach((run, tables) -> note(run, tables));
        atWork.values().forEach(this::alive);
    }

    private void alive(Progress sign) {
        try {
            progress.alive(sign.run(), sign.attempt());
        } catch (DatabaseException e) {
            LOG.warnf("sign of life not noted: run=%s: %s", sign.run(), e.getMessage());
        }
    }

    private void note(RunId run, Map<TableId, Progress> tables) {
        try {
            progress.note(run, tables.values());
        } catch (DatabaseException e) {
            LOG.warnf("progress not noted: run=%s: %s", run, e.getMessage());
        }
    }

    /** Empty for what the coordinator says itself. */
    static Optional<Progress> read(String json) {
        try {
            JsonNode event = Json.mapper().readTree(json);
            if (event.path("source").asText().equals(CloudEvent.source(ProgressOut.SERVICE))) {
                return Optional.empty();
            }
            JsonNode data = event.path("data");
            return data.isObject() ? Optional.of(Json.mapper().treeToValue(data, Progress.class)) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.debug("unreadable progress message dropped");
            return Optional.empty();
        }
    }
}
