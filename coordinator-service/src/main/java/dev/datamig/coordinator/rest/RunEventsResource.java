package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgTrail;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A run's events as they happen. */
@Path("/api/v1/runs/{id}/events")
@Tag(name = "runs")
public class RunEventsResource {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int HEARTBEAT_AFTER = 40;
    private static final int AT_ONCE = 500;

    private final KnownRuns known;
    private final Database database;
    private final PgTrail trail;
    private final ObjectMapper json;

    RunEventsResource(KnownRuns known, Database database, PgTrail trail, ObjectMapper json) {
        this.known = known;
        this.database = database;
        this.trail = trail;
        this.json = json;
    }

    /** Where a listener is. */
    private static final class Position {
        long seq;
        int idle;

        Position(long seq) {
            this.seq = seq;
        }
    }

    /**
     * Server-Sent Events from the start, or from behind {@code Last-Event-ID}: {@code state}, {@code phase}, {@code progress},
     * {@code store}, {@code failure}. A comment every ten seconds keeps the line open.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            summary =
                    "Server-Sent Events, from the start or Last-Event-ID; follow=false ends after the last event so far")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @QueryParam("follow") @DefaultValue("true") boolean follow,
            @Context Sse sse) {
        RunId run = known.row(id).run().id();
        long from = last == null || last.isBlank() ? 0 : Numbers.within("Last-Event-ID", last, 0, Integer.MAX_VALUE);
        Multi<List<OutboundSseEvent>> looks = Multi.createBy()
                .repeating()
                .uni(() -> new Position(from), position -> look(run, position, follow, sse))
                .withDelay(LOOK_EVERY)
                .until(events -> !follow && events.isEmpty());
        return looks.onItem().disjoint();
    }

    private Uni<List<OutboundSseEvent>> look(RunId run, Position position, boolean follow, Sse sse) {
        return Uni.createFrom()
                .item(() -> {
                    List<PgTrail.RunEvent> news =
                            database.in(connection -> trail.events(connection, run, position.seq, AT_ONCE));
                    List<OutboundSseEvent> events = new ArrayList<>();
                    for (PgTrail.RunEvent event : news) {
                        events.add(event(event, sse));
                        position.seq = event.seq();
                    }
                    position.idle = events.isEmpty() ? position.idle + 1 : 0;
                    if (follow && position.idle >= HEARTBEAT_AFTER) {
                        position.idle = 0;
                        events.add(sse.newEventBuilder().comment("alive").build());
                    }
                    return events;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private OutboundSseEvent event(PgTrail.RunEvent event, Sse sse) {
        try {
            return sse.newEventBuilder()
                    .id(Long.toString(event.seq()))
                    .name(event.type())
                    .data(String.class, json.writeValueAsString(event))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }
}
