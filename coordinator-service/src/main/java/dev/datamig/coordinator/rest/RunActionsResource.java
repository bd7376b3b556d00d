package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.flow.Decisions;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.flow.RunFlow;
import dev.datamig.coordinator.postgres.PgRequests;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import dev.datamig.coordinator.saga.Action;
import dev.datamig.coordinator.saga.Stage;
import dev.datamig.coordinator.view.RunView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a person may ask of a run. Each answers 202 with the run, or 409 with the actions that its state allows. */
@Path("/api/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Tag(name = "actions")
public class RunActionsResource {

    private final RunFlow flow;
    private final Questions questions;
    private final KnownRuns known;
    private final Caller caller;
    private final Duration auditPatience;

    RunActionsResource(RunFlow flow, Questions questions, KnownRuns known, Caller caller, CoordinatorConfig config) {
        this.flow = flow;
        this.questions = questions;
        this.known = known;
        this.caller = caller;
        this.auditPatience = config.auditTimeout();
    }

    /** A word with a decision. */
    public record Comment(@Nullable String comment) {}

    /**
     * A yes.
     *
     * @param decisions what becomes of columns that no rule covers, each as a rule of the rules file
     * @param others what becomes of those that are not named: nullify or keep
     */
    public record Approval(
            @Nullable String comment,
            @Nullable List<JsonNode> decisions,
            @Nullable String others) {}

    /** @param confirm the run's id; @param force take along what testers built on the run's rows since */
    public record Rollback(
            @Nullable String confirm,
            @Nullable Boolean force,
            @Nullable String comment) {}

    @POST
    @Path("cancel")
    @Operation(summary = "End the run; what was loaded is undone")
    public Response cancel(@PathParam("id") String id, @Nullable Comment body) {
        return act(id, Action.CANCEL, body);
    }

    @POST
    @Path("pause")
    @Operation(summary = "Set nothing new going")
    public Response pause(@PathParam("id") String id, @Nullable Comment body) {
        return act(id, Action.PAUSE, body);
    }

    @POST
    @Path("resume")
    @Operation(summary = "Go on after a pause")
    public Response resume(@PathParam("id") String id, @Nullable Comment body) {
        return act(id, Action.RESUME, body);
    }

    @POST
    @Path("retry")
    @Operation(summary = "Try again: the failed work, or the extraction anew under the rules as they are now")
    public Response retry(@PathParam("id") String id, @Nullable Comment body) {
        return act(id, Action.RETRY, body);
    }

    @POST
    @Path("approve")
    @Operation(
            summary = "Say yes at the open checkpoint",
            description =
                    "Where it asks what becomes of columns: with decisions, each written as a rule of the rules file"
                            + " (columns, strategy, parameters), or with others: nullify or keep for all that are not"
                            + " named.")
    public Response approve(@PathParam("id") String id, @Nullable Approval body) {
        RunRow row = known.row(id);
        return act(
                row,
                Action.APPROVE,
                false,
                body == null ? null : body.comment(),
                body == null ? Decisions.NONE : decided(body));
    }

    private static Decisions decided(Approval body) {
        List<JsonNode> rules = body.decisions() == null ? List.of() : body.decisions();
        for (JsonNode rule : rules) {
            if (!rule.path("columns").isArray() && !rule.path("columns").isTextual()
                    || !rule.path("strategy").isTextual()) {
                throw Problems.of(Code.NOT_DECIDED, "a decision needs columns and a strategy");
            }
        }
        String others = body.others();
        if (others != null && !others.equals("nullify") && !others.equals("keep")) {
            throw Problems.of(Code.NOT_DECIDED, "others is nullify or keep");
        }
        return new Decisions(rules, others);
    }

    @POST
    @Path("reject")
    @Operation(summary = "Say no at the open checkpoint")
    public Response reject(@PathParam("id") String id, @Nullable Comment body) {
        return act(id, Action.REJECT, body);
    }

    @POST
    @Path("rollback")
    @Operation(summary = "Take the run's rows out of CERT again")
    public Response rollback(@PathParam("id") String id, @Nullable Rollback body) {
        RunRow row = known.row(id);
        if (body == null || !id.equals(body.confirm())) {
            throw Problems.of(Code.NOT_CONFIRMED, "confirm has to be the run's id");
        }
        return act(row, Action.ROLLBACK, Boolean.TRUE.equals(body.force()), body.comment());
    }

    private Response act(String id, Action action, @Nullable Comment body) {
        return act(known.row(id), action, false, body == null ? null : body.comment());
    }

    private Response act(RunRow row, Action action, boolean force, @Nullable String comment) {
        return act(row, action, force, comment, Decisions.NONE);
    }

    private Response act(RunRow row, Action action, boolean force, @Nullable String comment, Decisions decisions) {
        return switch (flow.ask(row.run().id(), action, force, caller.name(), comment, decisions)) {
            case RunFlow.Answer.Undecided undecided ->
                throw Problems.of(
                        Code.NOT_DECIDED, "run " + undecided.row().run().id() + " waits for a word on its columns");
            case RunFlow.Answer.Done done -> accepted(known.view(done.row()));
            case RunFlow.Answer.Refused refused ->
                throw Problems.notNow(
                        "a run that is " + refused.row().run().state() + " does not allow " + action.text(),
                        refused.row().run().stage().allows());
            case RunFlow.Answer.DistrictBusy busy ->
                throw Problems.of(
                        Code.DISTRICT_BUSY,
                        "another run of district " + busy.row().run().district().id() + " is active"
                                + known.active(busy.row().run().district()));
            case RunFlow.Answer.Unknown unknown ->
                throw KnownRuns.unknown(row.run().id());
        };
    }

    private static Response accepted(RunView view) {
        return Response.accepted(view)
                .location(URI.create("/api/v1/runs/" + view.id()))
                .build();
    }

    @POST
    @Path("validation")
    @Operation(
            summary = "Hold CERT against the run: counts, references, leaks",
            description = "200 with the findings, or 202 when the audit takes longer: then see Location.")
    public Response validate(@PathParam("id") String id) {
        RunRow row = known.row(id);
        boolean loaded = row.run().stage() instanceof Stage.Completed completed
                && !completed.loaded().isEmpty();
        if (!loaded) {
            throw Problems.of(Code.NOT_LOADED, "run " + id + " is " + row.run().state());
        }
        String question = questions.audit(row.run(), caller.name());
        Optional<PgRequests.Request> answer = questions.await(question, auditPatience);
        if (answer.isPresent()) {
            return Response.ok(Replies.validation(answer.get())).build();
        }
        return Response.accepted(
                        questions.find(question).map(Replies::validation).orElseThrow())
                .location(URI.create("/api/v1/runs/" + id + "/validation"))
                .build();
    }

    @POST
    @Path("restore")
    @Operation(
            summary = "Put rows of CERT back as they were before the run's load",
            description =
                    "For a run with backup: true that has ended. 200 with what was done, or 202 when it takes longer:"
                            + " then see Location.")
    public Response restore(@PathParam("id") String id, @Nullable Rollback body) {
        RunRow row = known.row(id);
        if (body == null || !id.equals(body.confirm())) {
            throw Problems.of(Code.NOT_CONFIRMED, "confirm has to be the run's id");
        }
        if (!row.run().options().backup() || !row.run().state().ended()) {
            throw Problems.of(
                    Code.NO_BACKUP,
                    "run " + id + " is " + row.run().state()
                            + (row.run().options().backup() ? "" : " and was ordered without backup"));
        }
        String question = questions.restore(row.run(), caller.name());
        Optional<PgRequests.Request> answer = questions.await(question, auditPatience);
        if (answer.isPresent()) {
            return Response.ok(Replies.restored(answer.get())).build();
        }
        return Response.accepted(questions.find(question).map(Replies::restored).orElseThrow())
                .location(URI.create("/api/v1/runs/" + id + "/restore"))
                .build();
    }

    @GET
    @Path("restore")
    @Operation(summary = "The last restore that was asked for")
    public Replies.Restored restored(@PathParam("id") String id) {
        RunRow row = known.row(id);
        return questions
                .latest(PgRequests.Kind.RESTORE, row.run().id())
                .map(Replies::restored)
                .orElseThrow(() -> Problems.of(Code.NOTHING_YET, "no restore of " + id + " has been asked for"));
    }

    @GET
    @Path("validation")
    @Operation(summary = "The last validation that was asked for")
    public Replies.Validation validation(@PathParam("id") String id) {
        RunRow row = known.row(id);
        return questions
                .latest(PgRequests.Kind.AUDIT, row.run().id())
                .map(Replies::validation)
                .orElseThrow(() -> Problems.of(Code.NOTHING_YET, "no validation of " + id + " has been asked for"));
    }
}
