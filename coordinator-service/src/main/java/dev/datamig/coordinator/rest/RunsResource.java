package dev.datamig.coordinator.rest;

import dev.datamig.contracts.District;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.coordinator.flow.Orders;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgTrail;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import dev.datamig.coordinator.view.RunView;
import dev.datamig.coordinator.view.TableView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Ordering runs, and looking at them. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunsResource {

    private static final int MOST = 500;

    private final Orders orders;
    private final KnownRuns known;
    private final KnownDistricts districts;
    private final Caller caller;
    private final Database database;
    private final PgRuns runs;
    private final PgFigures figures;
    private final PgTrail trail;

    RunsResource(
            Orders orders,
            KnownRuns known,
            KnownDistricts districts,
            Caller caller,
            Database database,
            PgRuns runs,
            PgFigures figures,
            PgTrail trail) {
        this.orders = orders;
        this.known = known;
        this.districts = districts;
        this.caller = caller;
        this.database = database;
        this.runs = runs;
        this.figures = figures;
        this.trail = trail;
    }

    /** An order for a migration. */
    public record NewRun(
            @Nullable String districtId, @Nullable RunOptions options) {}

    /** A page of runs, newest first. {@code total} counts all that match. */
    public record RunPage(List<RunView> items, long total, int limit, int offset) {}

    /** A run's tables. */
    public record Tables(String run, List<TableView> tables) {}

    /** A run's plan, by store. */
    public record LoadPlan(String run, LoadStrategy strategy, Map<String, StorePlan> stores) {}

    @POST
    @Operation(summary = "Migrate a district", description = "Honours Idempotency-Key.")
    public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable NewRun body) {
        if (body == null || body.districtId() == null || body.districtId().isBlank()) {
            throw Problems.of(Code.INVALID, "districtId is missing");
        }
        RunOptions options = RunOrders.given(body.options());
        District district =
                districts.require(List.of(body.districtId()), caller.name()).getFirst();
        return switch (orders.run(district, options, caller.name(), RunOrders.checkedKey(key), caller.traceparent())) {
            case Orders.Receipt.Taken taken ->
                Response.accepted(known.view(known.row(taken.id())))
                        .location(URI.create("/api/v1/runs/" + taken.id()))
                        .build();
            case Orders.Receipt.DistrictBusy busy ->
                throw Problems.of(
                        Code.DISTRICT_BUSY,
                        "district " + district.id() + " has an active run" + known.active(district));
            case Orders.Receipt.KeyReused reused ->
                throw Problems.of(Code.KEY_REUSED, "the key was used for another order");
            case Orders.Receipt.NotReusable not -> throw Problems.of(Code.NOT_REUSABLE, not.why());
        };
    }

    @GET
    @Operation(summary = "List runs, newest first")
    public RunPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("district") @Nullable String district,
            @QueryParam("wave") @Nullable String wave,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        var filter = new PgRuns.Filter(state(state), district, wave);
        int most = Numbers.within("limit", limit, 1, MOST);
        int from = Numbers.within("offset", offset, 0, Integer.MAX_VALUE);
        List<RunRow> rows = database.in(connection -> runs.list(connection, filter, most, from));
        long total = database.in(connection -> runs.count(connection, filter));
        return new RunPage(known.views(rows), total, most, from);
    }

    private static @Nullable RunState state(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return RunState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problems.of(
                    Code.INVALID, "state is not the state of a run", "Use one of " + List.of(RunState.values()));
        }
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One run")
    public RunView get(@PathParam("id") String id) {
        return known.view(known.row(id));
    }

    @GET
    @Path("{id}/tables")
    @Operation(summary = "Rows per store and table")
    public Tables tables(@PathParam("id") String id) {
        RunRow row = known.row(id);
        List<TableView> tables = database
                .in(connection -> figures.tables(connection, row.run().id()))
                .stream()
                .map(TableView::of)
                .toList();
        return new Tables(row.run().id().value(), tables);
    }

    @GET
    @Path("{id}/plan")
    @Operation(
            summary = "What the load would do: strategies, order, cycles, conflicts, keys with new values, estimates",
            description = "Empty until the run has been planned.")
    public LoadPlan plan(@PathParam("id") String id) {
        RunRow row = known.row(id);
        return new LoadPlan(
                row.run().id().value(),
                row.run().options().loadStrategy(),
                database.in(connection -> figures.plans(connection, row.run().id())));
    }

    @GET
    @Path("{id}/audit")
    @Operation(summary = "Every state change, decision and command, with actor and time")
    public List<PgTrail.Entry> audit(@PathParam("id") String id) {
        RunRow row = known.row(id);
        return database.in(connection -> trail.trail(connection, row.run().id(), 10_000));
    }
}
