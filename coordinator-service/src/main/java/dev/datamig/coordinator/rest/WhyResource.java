package dev.datamig.coordinator.rest;

import dev.datamig.contracts.Failure;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.postgres.PgRequests;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Why a row belongs to a run's subset, or why not. The answer has keys of PROD; that somebody asked stands in the audit trail, without the
 * key.
 */
@Path("/api/v1/runs/{id}/why")
@Tag(name = "runs")
public class WhyResource {

    /** The answer needs the district's closure, which takes longer than other questions. */
    private static final int CLOSURE = 3;

    private final Questions questions;
    private final KnownRuns known;
    private final TrailNotes notes;
    private final Caller caller;
    private final Duration patience;

    WhyResource(Questions questions, KnownRuns known, TrailNotes notes, Caller caller, CoordinatorConfig config) {
        this.questions = questions;
        this.known = known;
        this.notes = notes;
        this.caller = caller;
        this.patience = config.answerTimeout().multipliedBy(CLOSURE);
    }

    /** @param key the row's primary key; once per column, in the key's order */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "The chain of references from a root to a row, or why it is not in the subset; key once per column of the primary key")
    public Replies.Reply why(
            @PathParam("id") String id,
            @QueryParam("store") @Nullable String store,
            @QueryParam("table") @Nullable String table,
            @QueryParam("key") List<String> key) {
        RunRow row = known.row(id);
        if (store == null || table == null || key.isEmpty()) {
            throw Problems.of(Code.INVALID, "store, table and key are needed");
        }
        String where = TrailNotes.plain(store) + ", " + TrailNotes.plain(table);
        notes.note(row.run().id(), caller.name(), "keys of PROD asked for: why, " + where, Map.of("why", where));
        PgRequests.Request answer = questions
                .await(questions.why(row.run(), store, table, key, caller.name()), patience)
                .orElseThrow(() -> Problems.of(
                        Code.NO_ANSWER, "the extractor did not answer within " + patience.toSeconds() + " s"));
        Failure failure = answer.failure();
        if (failure != null) {
            throw Problems.of(Code.INVALID, failure.code() + ": " + failure.message(), failure.hint());
        }
        return Replies.view(answer);
    }
}
