package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as REST shows it.
 *
 * @param failure why it did not succeed, ready to print; absent while nothing has failed
 * @param checkpoint what it waits for; absent when it does not wait
 * @param lastHeardAt when a service last told something about its work; absent while none works at it
 */
record RunView(
        String id,
        String districtId,
        String districtName,
        RunState state,
        List<PhaseView> phases,
        @Nullable String failure,
        @Nullable String checkpoint,
        @Nullable Instant createdAt,
        @Nullable Instant lastHeardAt,
        @Nullable Instant finishedAt) {

    /** A phase and how far it has come; 0 rows expected while that is not known. */
    record PhaseView(
            String phase,
            String state,
            long rowsDone,
            long rowsExpected,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static PhaseView of(JsonNode json) {
            return new PhaseView(
                    json.path("phase").asText(),
                    json.path("state").asText(),
                    json.path("rowsDone").asLong(),
                    json.path("rowsExpected").asLong(),
                    json.path("attempts").asInt(),
                    instant(json, "startedAt"),
                    instant(json, "finishedAt"));
        }
    }

    static RunView of(JsonNode json) {
        List<PhaseView> phases = new ArrayList<>();
        json.path("phases").forEach(phase -> phases.add(PhaseView.of(phase)));
        return new RunView(
                json.path("id").asText(),
                json.path("district").path("id").asText(),
                json.path("district").path("name").asText(),
                RunState.valueOf(json.path("state").asText()),
                phases,
                json.path("failure").isObject() ? Problem.failure(json.path("failure")) : null,
                checkpoint(json.path("checkpoint")),
                instant(json, "createdAt"),
                instant(json, "lastHeardAt"),
                instant(json, "finishedAt"));
    }

    /** Whether nothing happens any more unless a person does something. */
    boolean rests() {
        return state.ended()
                || state == RunState.AWAITING_APPROVAL
                || state == RunState.AWAITING_INTERVENTION
                || state == RunState.PAUSED;
    }

    Optional<PhaseView> phase(String name) {
        return phases.stream().filter(phase -> phase.phase().equals(name)).findFirst();
    }

    private static @Nullable String checkpoint(JsonNode json) {
        return json.isObject()
                ? json.path("type").asText() + ": " + json.path("message").asText()
                : null;
    }

    private static @Nullable Instant instant(JsonNode json, String field) {
        return json.hasNonNull(field) ? Instant.parse(json.path(field).asText()) : null;
    }
}
