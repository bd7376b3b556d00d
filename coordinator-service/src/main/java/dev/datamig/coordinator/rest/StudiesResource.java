package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgRequests;
import dev.datamig.coordinator.problem.Code;
import dev.datamig.staging.StagingArea;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is studied before a run: the stores, the districts, what looks personal. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Tag(name = "studies")
public class StudiesResource {

    private static final int TOP = 20;
    private static final String YAML = "application/yaml";

    private final Questions questions;
    private final KnownDistricts districts;
    private final StagingArea staging;
    private final Database database;
    private final PgFigures figures;
    private final Caller caller;

    StudiesResource(
            Questions questions,
            KnownDistricts districts,
            StagingArea staging,
            Database database,
            PgFigures figures,
            Caller caller) {
        this.questions = questions;
        this.districts = districts;
        this.staging = staging;
        this.database = database;
        this.figures = figures;
        this.caller = caller;
    }

    /** @param exactCounts count every table instead of trusting the database's statistics */
    public record NewAnalysis(@Nullable Boolean exactCounts) {}

    /**
     * @param top how many districts to rank
     * @param exactCounts count the rows of every district instead of estimating those of the later ones
     */
    public record NewSelection(
            @Nullable Integer top, @Nullable Boolean exactCounts) {}

    /** The districts. */
    public record Districts(List<District> districts) {}

    /** What a run's masking found and did. */
    public record Classification(RunId run, List<PgFigures.ColumnFigures> columns) {}

    @GET
    @Path("districts")
    @Operation(summary = "The districts that can be migrated")
    public Districts districts() {
        return new Districts(districts.all(caller.name()));
    }

    @POST
    @Path("analyses")
    @Operation(summary = "Analyse the stores")
    public Response analyse(@Nullable NewAnalysis body) {
        boolean exact = body != null && Boolean.TRUE.equals(body.exactCounts());
        return asked(questions.analysis(exact, caller.name()), "/api/v1/analyses/latest");
    }

    @GET
    @Path("analyses/latest")
    @Operation(summary = "The last analysis, with its result when it is there")
    public Replies.Reply analysis() {
        return latest(PgRequests.Kind.ANALYSIS, StagingLayout.analysis("schema-analysis.json"));
    }

    @POST
    @Path("selections")
    @Operation(summary = "Rank districts by size, activity and priority")
    public Response select(@Nullable NewSelection body) {
        Integer given = body == null ? null : body.top();
        int top = given == null ? TOP : Numbers.within("top", given.toString(), 1, 10_000);
        boolean exact = body != null && Boolean.TRUE.equals(body.exactCounts());
        return asked(questions.selection(top, exact, caller.name()), "/api/v1/selections/latest");
    }

    @GET
    @Path("selections/latest")
    @Operation(summary = "The last ranking, with its result when it is there")
    public Replies.Reply selection() {
        return latest(PgRequests.Kind.SELECTION, StagingLayout.selection("district-manifest.json"));
    }

    @POST
    @Path("classifications")
    @Operation(summary = "Classify the columns of all stores by name, type, comment and a sample, and draft rules")
    public Response classify() {
        return asked(questions.classification(caller.name()), "/api/v1/classifications/latest");
    }

    @GET
    @Path("classifications/latest")
    @Produces({MediaType.APPLICATION_JSON, YAML})
    @Operation(
            summary = "What looks personal, why, and which rule covers it",
            description =
                    "The last classification that was asked for, as YAML the rules that it drafted; where none was"
                            + " asked for, what the last run's masking found and did.")
    public Response classification(@Context HttpHeaders headers) {
        Optional<PgRequests.Request> asked = questions.latest(PgRequests.Kind.CLASSIFICATION, null);
        if (asked.isEmpty()) {
            return Response.ok(ofLastRun(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        String id = asked.get().id();
        MediaType yaml = MediaType.valueOf(YAML);
        boolean draft = headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(first -> !first.isWildcardType() && first.isCompatible(yaml))
                .isPresent();
        if (!draft) {
            Replies.Reply reply =
                    latest(PgRequests.Kind.CLASSIFICATION, StagingLayout.classification(id, StagingLayout.RESULT));
            return Response.ok(reply, MediaType.APPLICATION_JSON_TYPE)
                    .link("/api/v1/classifications/latest/draft", "describedby")
                    .build();
        }
        return Response.ok(draft(), yaml).build();
    }

    @GET
    @Path("classifications/latest/draft")
    @Produces(YAML)
    @Operation(summary = "The rules that the last classification drafted: anonymization-rules.yaml, to be edited")
    public String draft() {
        return questions
                .latest(PgRequests.Kind.CLASSIFICATION, null)
                .flatMap(request -> staging.get(StagingLayout.classification(request.id(), StagingLayout.DRAFT)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Problems.of(Code.NOTHING_YET, "no rules have been drafted yet"));
    }

    private Classification ofLastRun() {
        Optional<RunId> run = database.in(figures::lastMasked);
        return run.map(id -> new Classification(id, database.in(connection -> figures.columns(connection, id))))
                .orElseThrow(() -> Problems.of(Code.NOTHING_YET, "nothing has been classified yet"));
    }

    private Response asked(String question, String location) {
        return Response.accepted(questions.find(question).map(Replies::view).orElseThrow())
                .location(URI.create(location))
                .build();
    }

    private Replies.Reply latest(PgRequests.Kind kind, String artifact) {
        PgRequests.Request request = questions
                .latest(kind, null)
                .orElseThrow(() -> Problems.of(Code.NOTHING_YET, "nothing of the kind has been asked for yet"));
        JsonNode result = request.answer() == null
                ? null
                : staging.get(artifact)
                        .map(bytes -> Replies.tree(new String(bytes, StandardCharsets.UTF_8)))
                        .orElse(null);
        return Replies.view(request, result);
    }
}
