package dev.datamig.loader.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Values that the target allows once although they are no keys (an e-mail, a login): whether somebody else's node has one that is
 * about to be written. Where the one who has it gives it up in the same load, it is taken away from it first: the graph asks at
 * each statement, not at the end.
 */
final class UniqueValues {

    private final NeoTransaction transaction;
    private final List<Unique> constraints;
    private final Optional<GraphRefresh> refresh;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Wanted> wantedBack = new ArrayList<>();
    private final Map<Holding, String> givenUp = new HashMap<>();
    private final Map<String, Map<String, Value>> released = new HashMap<>();
    private long seen;

    /** That a node has the value of a constraint. */
    private record Holding(String node, Unique constraint) {}

    /** A value that a sealed node is to get. There may be as many as nodes, so that the rest of the node is not kept. */
    private record Wanted(Claim claim, Holding holding) {}

    /**
     * That a sealed node is to get the value of a constraint.
     *
     * @param node tells sealed nodes apart
     * @param fresh whether the target has no such node
     * @param row the constraint's properties alone
     */
    record Claim(GraphTable table, long node, boolean fresh, GraphRow row) {}

    /** A sealed node. @param id of the node in the target that is to become it; empty when there is none */
    record Coming(GraphRow row, String id, Map<String, Value> now) {}

    /** @param refresh which takes away nodes, or gives them back what they held, before others are written */
    UniqueValues(NeoTransaction transaction, List<Unique> constraints, Optional<GraphRefresh> refresh) {
        this.refresh = refresh;
        this.transaction = transaction;
        this.constraints = constraints;
    }

    /** Those that say more than that keys are unique. */
    private List<Unique> of(GraphTable table) {
        Set<String> columns =
                table.schema().copiedColumns().stream().map(ColumnSchema::name).collect(Collectors.toSet());
        return constraints.stream()
                .filter(each -> table.schema().labels().contains(each.label())
                        && columns.containsAll(each.properties())
                        && !table.key().containsAll(each.properties()))
                .toList();
    }

    boolean concern(GraphTable table) {
        return !of(table).isEmpty();
    }

    /** Looks at some nodes that would be created or overwritten. */
    void compare(GraphTable table, List<Coming> some) {
        for (Unique constraint : of(table)) {
            List<Map<String, Object>> asked = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                Coming coming = some.get(i);
                Value value = value(constraint, coming.row().properties());
                Value now = value(constraint, coming.now());
                if (now != null && !now.equals(value)) {
                    givenUp.put(new Holding(coming.id(), constraint), free(table, constraint));
                }
                if (value != null && !value.equals(now)) {
                    asked.add(Map.of("i", i, "id", coming.id(), "v", value));
                    Claim claim = claim(table, i, coming, constraint);
                    refresh.map(r -> r.overwritten().wantingBack(constraint, value)).orElse(Set.of()).stream()
                            .filter(node -> !node.equals(coming.id()))
                            .forEach(node -> wantedBack.add(new Wanted(claim, new Holding(node, constraint))));
                }
            }
            for (Record row : holders(table, constraint, asked)) {
                int i = row.get("i").asInt();
                wanted.add(new Wanted(
                        claim(table, i, some.get(i), constraint),
                        new Holding(row.get("id").asString(), constraint)));
            }
        }
        seen += some.size();
    }

    private Claim claim(GraphTable table, int i, Coming coming, Unique constraint) {
        Map<String, Value> values = new HashMap<>(coming.row().properties());
        values.keySet().retainAll(constraint.properties());
        var slim = new GraphRow(coming.row().owned(), coming.row().source(), Map.of(), values);
        return new Claim(table, seen + i, coming.id().isEmpty(), slim);
    }

    private List<Record> holders(GraphTable table, Unique constraint, List<Map<String, Object>> asked) {
        return asked.isEmpty()
                ? List.of()
                : transaction.run(
                        "looking up unique values of " + table.id(),
                        "UNWIND $rows AS x MATCH (n:" + GraphTable.quoted(constraint.label()) + " {"
                                + constraint.pattern("x.v")
                                + "}) WHERE elementId(n) <> x.id RETURN x.i AS i, elementId(n) AS id",
                        Map.of("rows", asked));
    }

    /** The values in the order of the properties; null unless all are there. */
    static @Nullable Value value(Unique constraint, Map<String, Value> properties) {
        Value[] values = constraint.properties().stream()
                .map(name -> properties.getOrDefault(name, Values.NULL))
                .toArray(Value[]::new);
        for (Value value : values) {
            if (value.isNull()) {
                return null;
            }
        }
        return Values.value(values);
    }

    /** The property by which the value is given up; the key stays, by which the node is found. */
    private static String free(GraphTable table, Unique constraint) {
        return constraint.properties().stream()
                .filter(name -> !table.key().contains(name))
                .findFirst()
                .orElseThrow();
    }

    interface Objection {
        void raise(Claim claim, Unique constraint);
    }

    /** After all nodes were looked at: what nobody gives up, or somebody gets back, is in the way. */
    void settle(Objection objection) {
        Set<String> leaving =
                wanted.isEmpty() ? Set.of() : refresh.map(GraphRefresh::leaving).orElse(Set.of());
        for (Wanted each : wanted) {
            if (!leaving.contains(each.holding().node()) && !givenUp.containsKey(each.holding()) && !isFreed(each)) {
                objection.raise(each.claim(), each.holding().constraint());
            }
        }
        wanted.removeIf(each -> !givenUp.containsKey(each.holding()));
        wantedBack.stream()
                .filter(each -> refresh.map(
                                r -> !r.overwritten().met(each.holding().node()))
                        .orElse(false))
                .forEach(each -> objection.raise(each.claim(), each.holding().constraint()));
    }

    private boolean isFreed(Wanted each) {
        Unique constraint = each.holding().constraint();
        Value value = value(constraint, each.claim().row().properties());
        return refresh.map(r -> r.overwritten().frees(each.holding().node(), constraint, value))
                .orElse(false);
    }

    /** Whether values change hands among nodes that stay: then nothing may be seen before all are written. */
    boolean changeHands() {
        return !wanted.isEmpty();
    }

    /** Takes the values that are wanted away from the nodes that give them up. */
    void release() {
        Map<String, List<String>> byProperty = new LinkedHashMap<>();
        wanted.stream()
                .map(Wanted::holding)
                .distinct()
                .forEach(holding -> byProperty
                        .computeIfAbsent(givenUp.get(holding), name -> new ArrayList<>())
                        .add(holding.node()));
        byProperty.forEach((property, nodes) -> {
            String quoted = GraphTable.quoted(property);
            List<Record> taken = transaction.run(
                    "releasing unique values",
                    "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x WITH n, x, n." + quoted + " AS v REMOVE n."
                            + quoted + " RETURN x AS id, v",
                    Map.of("ids", nodes));
            if (taken.size() != nodes.size()) {
                throw LoadException.of(LoaderCode.CONTENDED, "nodes were deleted by others during the load");
            }
            taken.forEach(row -> released.computeIfAbsent(row.get("id").asString(), id -> new HashMap<>())
                    .put(property, row.get("v")));
        });
    }

    /** What a node had before anything was released. */
    Map<String, Value> before(String node, Map<String, Value> now) {
        Map<String, Value> taken = released.get(node);
        if (taken == null) {
            return now;
        }
        Map<String, Value> all = new HashMap<>(now);
        all.putAll(taken);
        return all;
    }
}
