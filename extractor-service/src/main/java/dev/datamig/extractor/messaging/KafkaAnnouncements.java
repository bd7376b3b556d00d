package dev.datamig.extractor.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.Announcements;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Outcomes and batches on their way out, each confirmed by all replicas before the work goes on. */
@ApplicationScoped
public class KafkaAnnouncements implements Announcements {

    private static final int CALLS = 6;
    /** Messages that wait for the broker at the same time; a channel does not hold any number of them. */
    private static final int AT_ONCE = 100;

    private final MutinyEmitter<String> outcomes;
    private final MutinyEmitter<String> batches;
    private final MutinyEmitter<String> calls;

    public KafkaAnnouncements(
            @Channel("outcomes") MutinyEmitter<String> outcomes,
            @Channel("batches-extracted") MutinyEmitter<String> batches,
            @Channel("calls") MutinyEmitter<String> calls) {
        this.outcomes = outcomes;
        this.calls = calls;
        this.batches = batches;
    }

    @Override
    public void outcome(Outcome outcome) {
        sending(outcome).await().indefinitely();
    }

    @Override
    public void batches(List<BatchManifest> manifests, List<Outcome.BatchExtracted> outcomes) {
        all(Stream.concat(
                        manifests.stream().map(this::sending), outcomes.stream().map(this::sending))
                .toList());
    }

    private Uni<Void> sending(BatchManifest manifest) {
        return sending(batches, manifest.key(), Json.write(manifest), manifest.key());
    }

    private Uni<Void> sending(Outcome outcome) {
        String key = switch (outcome) {
            case Outcome.OfRun ofRun -> ofRun.run().value();
            case Outcome.OfRequest request -> request.requestId();
        };
        return sending(outcomes, key, Json.write(outcome), outcome.id());
    }

    /** Several times, under keys that spread over the partitions, so that more than one instance hears it. */
    @Override
    public void call(HelpToRead call) {
        all(IntStream.rangeClosed(1, CALLS)
                .mapToObj(i -> call.run() + "/help/" + i)
                .map(key -> sending(calls, key, Json.write(call), key))
                .toList());
    }

    private static void all(List<Uni<Void>> messages) {
        if (!messages.isEmpty()) {
            Uni.join()
                    .all(messages)
                    .usingConcurrencyOf(AT_ONCE)
                    .andFailFast()
                    .await()
                    .indefinitely();
        }
    }

    private static Uni<Void> sending(MutinyEmitter<String> emitter, String key, String payload, String id) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("id", id.getBytes(StandardCharsets.UTF_8));
        return emitter.sendMessage(Message.of(payload)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }
}
