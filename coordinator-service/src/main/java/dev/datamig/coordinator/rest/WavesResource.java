package dev.datamig.coordinator.rest;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.coordinator.flow.Orders;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.PgWaves;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import dev.datamig.coordinator.view.RunView;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many districts under one order. */
@Path("/api/v1/waves")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "waves")
public class WavesResource {

    private static final int MOST_DISTRICTS = 1000;

    private final Orders orders;
    private final KnownDistricts districts;
    private final KnownRuns known;
    private final Database database;
    private final PgWaves waves;
    private final PgRuns runs;
    private final Caller caller;

    WavesResource(
            Orders orders,
            KnownDistricts districts,
            KnownRuns known,
            Database database,
            PgWaves waves,
            PgRuns runs,
            Caller caller) {
        this.orders = orders;
        this.districts = districts;
        this.known = known;
        this.database = database;
        this.waves = waves;
        this.runs = runs;
        this.caller = caller;
    }

    /** @param concurrency how many of its runs may be at work at once */
    public record NewWave(
            @Nullable List<String> districts,
            @Nullable Integer concurrency,
            @Nullable RunOptions options) {}

    /** @param states how many of its runs are in which state; @param ended whether all have ended */
    public record WaveView(
            String id,
            int concurrency,
            RunOptions options,
            String requestedBy,
            Instant createdAt,
            boolean ended,
            Map<RunState, Integer> states,
            List<RunView> runs) {}

    /** Waves, newest first. */
    public record WavePage(List<WaveView> items, int limit, int offset) {}

    @POST
    @Operation(summary = "Migrate many districts", description = "All or none are taken. Honours Idempotency-Key.")
    public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable NewWave body) {
        if (body == null || body.districts() == null || body.districts().isEmpty()) {
            throw Problems.of(Code.INVALID, "districts is missing or empty");
        }
        List<String> ids =
                body.districts().stream().filter(Objects::nonNull).distinct().toList();
        if (ids.size() != body.districts().size() || ids.size() > MOST_DISTRICTS) {
            throw Problems.of(Code.INVALID, "districts has to name up to " + MOST_DISTRICTS + " districts, each once");
        }
        Integer given = body.concurrency();
        int concurrency = given == null ? 1 : Numbers.within("concurrency", given.toString(), 1, 100);
        RunOptions options = RunOrders.given(body.options());
        List<District> found = districts.require(ids, caller.name());
        return switch (orders.wave(found, concurrency, options, caller.name(), RunOrders.checkedKey(key))) {
            case Orders.Receipt.Taken taken ->
                Response.accepted(view(taken.id()))
                        .location(URI.create("/api/v1/waves/" + taken.id()))
                        .build();
            case Orders.Receipt.DistrictBusy busy ->
                throw Problems.of(Code.DISTRICT_BUSY, "one of the districts has an active run; nothing was ordered");
            case Orders.Receipt.KeyReused reused ->
                throw Problems.of(Code.KEY_REUSED, "the key was used for another order");
            case Orders.Receipt.NotReusable not -> throw Problems.of(Code.NOT_REUSABLE, not.why());
        };
    }

    @GET
    @Operation(summary = "List waves, newest first")
    public WavePage list(
            @QueryParam("limit") @DefaultValue("20") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = Numbers.within("limit", limit, 1, 100);
        int from = Numbers.within("offset", offset, 0, Integer.MAX_VALUE);
        return new WavePage(
                database.in(connection -> waves.list(connection, most, from)).stream()
                        .map(this::view)
                        .toList(),
                most,
                from);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One wave with its runs")
    public WaveView get(@PathParam("id") String id) {
        return view(id);
    }

    private WaveView view(String id) {
        return view(database.in(connection -> waves.find(connection, id))
                .orElseThrow(() -> Problems.of(Code.UNKNOWN_WAVE, "there is no such wave")));
    }

    private WaveView view(PgWaves.Wave wave) {
        var filter = new PgRuns.Filter(null, null, wave.id());
        List<RunRow> rows = database.in(connection -> runs.list(connection, filter, MOST_DISTRICTS, 0));
        Map<RunState, Integer> states = new TreeMap<>();
        rows.forEach(row -> states.merge(row.run().state(), 1, Integer::sum));
        return new WaveView(
                wave.id(),
                wave.concurrency(),
                wave.options(),
                wave.requestedBy(),
                wave.createdAt(),
                rows.stream().allMatch(row -> row.run().state().ended()),
                states,
                known.views(rows));
    }
}
