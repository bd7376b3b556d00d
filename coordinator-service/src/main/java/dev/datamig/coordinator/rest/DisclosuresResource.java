package dev.datamig.coordinator.rest;

import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Notes that somebody who holds another key is about to see originals. The coordinator has no such key and shows nothing; a command that
 * does asks here first and ends when it is not noted.
 */
@Path("/api/v1/runs/{id}/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class DisclosuresResource {

    private static final List<String> WHATS = List.of("consistency-map", "detokenize");
    private static final int SHORTEST_REASON = 10;

    private final KnownRuns known;
    private final TrailNotes notes;
    private final Caller caller;

    DisclosuresResource(KnownRuns known, TrailNotes notes, Caller caller) {
        this.known = known;
        this.notes = notes;
        this.caller = caller;
    }

    /** @param what {@code consistency-map} or {@code detokenize}; @param reason ten characters at least; @param by who, where no header says so */
    public record Disclosure(
            @Nullable String what,
            @Nullable String reason,
            @Nullable String by) {}

    /** What stands in the audit trail now. */
    public record Noted(String run, String what, String actor, Instant at) {}

    @POST
    @Operation(
            summary = "Note that originals are about to be shown to a key's holder",
            description =
                    "With what (consistency-map, detokenize), a reason and who. 201 when it is in the audit trail.")
    public Response note(@PathParam("id") String id, @Nullable Disclosure body) {
        RunRow row = known.row(id);
        String reason = body == null ? "" : TrailNotes.plain(body.reason());
        String what = body == null ? "" : TrailNotes.plain(body.what());
        String actor = caller.name().equals("anonymous") && body != null ? TrailNotes.plain(body.by()) : caller.name();
        if (!WHATS.contains(what)) {
            throw Problems.of(Code.INVALID, "what has to be one of " + String.join(", ", WHATS));
        }
        if (reason.length() < SHORTEST_REASON) {
            throw Problems.of(Code.INVALID, "a reason of " + SHORTEST_REASON + " characters or more is needed");
        }
        if (actor.isEmpty()) {
            throw Problems.of(Code.INVALID, "who asks is needed: the header X-Requested-By, or by");
        }
        Instant now = notes.note(
                row.run().id(),
                actor,
                "originals shown: " + what + ", because: " + reason,
                Map.of("disclosure", what, "reason", reason));
        return Response.status(Response.Status.CREATED)
                .entity(new Noted(id, what, actor, now))
                .build();
    }
}
