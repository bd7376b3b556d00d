package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.schema.GraphColumn;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.loader.target.LoadPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;

/**
 * Puts into words, counts and estimates what a comparison with a graph has found. Disk is estimated by the records of Neo4j's standard store
 * format: 15 bytes for a node, 34 for a relationship, 41 for a property.
 */
final class GraphPlanDetail {

    /** Nodes and relationships per second where nothing was loaded yet. */
    private static final double RATE = 5_000;

    /** A load of less than this tells nothing of the speed. */
    private static final long MEASURED = 1000;

    private static final long NODE = 15;
    private static final long RELATIONSHIP = 34;
    private static final long PROPERTY = 41;

    private final LoadPolicy policy;
    private final GraphRows rows;
    private final Optional<GraphRefresh> refresh;
    private final Map<String, Long> going;
    private final List<TablePlan> plans = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param refresh has met all that the run has */
    GraphPlanDetail(LoadPolicy policy, GraphRows rows, Optional<GraphRefresh> refresh) {
        this.policy = policy;
        this.rows = rows;
        this.refresh = refresh;
        this.going = refresh.map(GraphRefresh::going).orElse(Map.of());
    }

    /** @param parts of one table @param tally of them together */
    void add(List<GraphTable> parts, GraphTally tally) {
        GraphTable table = parts.getFirst();
        plans.add(new TablePlan(
                table.id(),
                policy.of(table.id()),
                tally.met() == 0 ? "create" : "match and create",
                tally.inserted,
                tally.updated,
                tally.updated > 0 ? List.copyOf(tally.changed) : List.of(),
                tally.unchanged,
                tally.found,
                tally.matched,
                tally.missing,
                parts.stream().mapToLong(rows::remapped).sum(),
                going.getOrDefault(table.id().name(), 0L),
                conflicts(tally),
                (tally.inserted + tally.updated) * bytes(table)));
        if (tally.others > 0) {
            warnings.add(
                    "%s: nodes that other districts have brought, and that this run has with other contents, stay as they are in CERT until those are loaded anew: %d"
                            .formatted(table.id(), tally.others));
        }
    }

    private static List<ConflictPlan> conflicts(GraphTally tally) {
        List<ConflictPlan> all = new ArrayList<>();
        long taken = tally.taken.values().stream().mapToLong(Long::longValue).sum();
        if (tally.conflicts > taken) {
            all.add(new ConflictPlan("key", null, List.copyOf(tally.differing), tally.conflicts - taken));
        }
        tally.taken.forEach((constraint, count) ->
                all.add(new ConflictPlan("unique", constraint.label(), constraint.properties(), count)));
        return all;
    }

    private static long bytes(GraphTable table) {
        long own = table.schema().kind() == TableKind.NODES ? NODE : RELATIONSHIP;
        long properties = table.schema().copiedColumns().stream()
                .filter(column -> !column.name().equals(GraphColumn.ELEMENT_ID)
                        && (table.schema().kind() == TableKind.NODES
                                || !column.name().startsWith(GraphColumn.START)
                                        && !column.name().startsWith(GraphColumn.END)))
                .count();
        return own + PROPERTY * properties;
    }

    /** @param transaction reads how fast loads before this one were */
    StorePlan of(NeoTransaction transaction, String store) {
        double rate = rate(transaction, store);
        List<TableId> brought = plans.stream().map(TablePlan::table).toList();
        going.forEach((table, count) -> {
            if (brought.stream().noneMatch(id -> id.name().equals(table))) {
                warnings.add("%d of %s go, of which this run has none".formatted(count, table));
            }
        });
        refresh.map(r -> r.overwritten().returning())
                .orElse(Map.of())
                .forEach((table, count) -> warnings.add(
                        "%d nodes of %s that earlier runs of the district have overwritten are not of this run: they get back what they held before"
                                .formatted(count, table)));
        long written = plans.stream()
                .mapToLong(plan -> plan.inserted() + plan.updated())
                .sum();
        return new StorePlan(
                List.copyOf(plans),
                List.of(),
                refresh.map(r -> List.of(r.previous())).orElse(List.of()).stream()
                        .map(RunId::value)
                        .toList(),
                plans.stream().mapToLong(TablePlan::bytes).sum(),
                Math.round(1000 * written / (rate > 0 ? rate : RATE)),
                warnings);
    }

    /** Nodes and relationships per second of the last loads that are still there; 0 when there was none of some size. */
    private static double rate(NeoTransaction transaction, String store) {
        double rows = 0;
        double seconds = 0;
        for (Record row : transaction.run(
                "reading rates",
                "MATCH (l:DatamigLedger {state: 'loaded', store: $store}) WHERE l.tallies IS NOT NULL RETURN l.started AS"
                        + " started, l.finished AS finished, l.tallies AS tallies ORDER BY datetime(l.finished) DESC LIMIT 5",
                Map.of("store", store))) {
            long written = List.of(Json.read(row.get("tallies").asString(), TableLoad[].class)).stream()
                    .mapToLong(tally -> tally.inserted() + tally.updated())
                    .sum();
            if (written > MEASURED) {
                rows += written;
                seconds += Duration.between(
                                        Instant.parse(row.get("started").asString()),
                                        Instant.parse(row.get("finished").asString()))
                                .toMillis()
                        / 1000.0;
            }
        }
        return seconds > 0 ? rows / seconds : 0;
    }
}
