package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.coordinator.postgres.PgRequests;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Questions and their answers as REST shows them. */
final class Replies {

    private Replies() {}

    /** How a question stands. */
    public enum State {
        PENDING,
        DONE,
        FAILED
    }

    /**
     * A question to a service.
     *
     * @param answer what the service answered
     * @param result the artifact in the staging area, for questions that have one
     */
    public record Reply(
            String id,
            String kind,
            State state,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable JsonNode answer,
            @Nullable JsonNode result,
            @Nullable Failure failure) {}

    static Reply view(PgRequests.Request request) {
        return view(request, null);
    }

    static Reply view(PgRequests.Request request, @Nullable JsonNode result) {
        return new Reply(
                request.id(),
                request.kind().name().toLowerCase(Locale.ROOT),
                state(request),
                request.askedBy(),
                request.askedAt(),
                request.answeredAt(),
                tree(request.answer()),
                result,
                request.failure());
    }

    private static State state(PgRequests.Request request) {
        if (request.answeredAt() == null) {
            return State.PENDING;
        }
        return request.failure() == null ? State.DONE : State.FAILED;
    }

    /**
     * An audit of CERT that a person asked for.
     *
     * @param passed absent until the validator has answered
     */
    public record Validation(
            String id,
            @Nullable RunId run,
            State state,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable Boolean passed,
            @Nullable List<Finding> findings,
            @Nullable Failure failure) {}

    static Validation validation(PgRequests.Request request) {
        String json = request.answer();
        var audited = json == null ? null : Json.read(json, Outcome.TargetAudited.class);
        return new Validation(
                request.id(),
                request.run(),
                state(request),
                request.askedBy(),
                request.askedAt(),
                request.answeredAt(),
                audited == null ? null : audited.passed(),
                audited == null ? null : audited.findings(),
                request.failure());
    }

    /**
     * A backup that a person had put back.
     *
     * @param tables rows that were missing, had other values or were so already; absent until the loader has answered
     */
    public record Restored(
            String id,
            @Nullable RunId run,
            State state,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable List<TableLoad> tables,
            @Nullable Failure failure) {}

    static Restored restored(PgRequests.Request request) {
        String json = request.answer();
        return new Restored(
                request.id(),
                request.run(),
                state(request),
                request.askedBy(),
                request.askedAt(),
                request.answeredAt(),
                json == null
                        ? null
                        : Json.read(json, Outcome.BackupRestored.class).tables(),
                request.failure());
    }

    static @Nullable JsonNode tree(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}
