package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.StoreShape.GraphRule;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.steps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * What a graph looks like. By default from the server's own counters and at most {@value #SAMPLE} nodes per label and
 * relationships per type; the whole graph is read only when exact numbers are asked for.
 */
public final class GraphSurvey {

    private static final int SAMPLE = 500;
    /** The label under which a target's graph keeps its ledger. */
    private static final String LEDGER = "DatamigLedger";

    private static final int COUNTED_AT_ONCE = 200;
    private static final String SHAPE = "[k IN keys(%1$s) | [k, valueType(%1$s[k])]]";

    private final GraphSource source;
    private final Store.Neo4j store;
    private final boolean exact;
    private final Map<String, Seen> nodes = new TreeMap<>();
    private final Map<String, Ends> relationships = new TreeMap<>();

    private record Ends(String start, String end, Seen seen) {}

    private GraphSurvey(GraphSource source, Store.Neo4j store, boolean exact) {
        this.source = source;
        this.store = store;
        this.exact = exact;
    }

    /** Looks at a graph. */
    public static StoreShape of(GraphSource source, Store.Neo4j store, boolean exact) {
        return new GraphSurvey(source, store, exact).survey();
    }

    private StoreShape survey() {
        Map<String, Long> labels = counted(
                names("CALL db.labels() YIELD label RETURN label AS name"),
                "MATCH (n:%s) RETURN %d AS i, count(n) AS c");
        Map<String, Long> types = counted(
                names("CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name"),
                "MATCH ()-[r:%s]->() RETURN %d AS i, count(r) AS c");
        if (exact) {
            readNodes("MATCH (n)", 1);
            readRelationships("MATCH (a)-[r]->(b)", 1);
        } else {
            labels.forEach(this::sampleNodes);
            types.forEach(this::sampleRelationships);
        }
        List<GraphRule> rules = rules("SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties"
                + " RETURN name, type, entityType, labelsOrTypes, properties ORDER BY name");
        List<GraphRule> indexes =
                rules("SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint"
                        + " WHERE owningConstraint IS NULL AND type <> 'LOOKUP'"
                        + " RETURN name, type, entityType, labelsOrTypes, properties ORDER BY name");
        return new StoreShape(
                store.name(),
                StoreKind.NEO4J,
                server(),
                null,
                false,
                tables(rules),
                List.of(),
                rules,
                indexes,
                List.of(),
                List.of());
    }

    private String server() {
        List<String> found = new ArrayList<>();
        source.read(
                "reading the version",
                "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition AS text",
                Map.of(),
                row -> found.add(row.get("text").asString()));
        return found.isEmpty() ? "Neo4j" : found.get(0);
    }

    private List<String> names(String cypher) {
        List<String> names = new ArrayList<>();
        source.read(
                "reading names",
                cypher,
                Map.of(),
                row -> names.add(row.get("name").asString()));
        names.sort(null);
        return names;
    }

    /** How many there are of each, from the counters that the server keeps; those without any left out. */
    private Map<String, Long> counted(List<String> names, String question) {
        Map<String, Long> counts = new TreeMap<>();
        for (int from = 0; from < names.size(); from += COUNTED_AT_ONCE) {
            List<String> piece = names.subList(from, Math.min(names.size(), from + COUNTED_AT_ONCE));
            List<String> questions = new ArrayList<>();
            for (int i = 0; i < piece.size(); i++) {
                questions.add(question.formatted(Step.quote(piece.get(i)), i));
            }
            source.read("counting", String.join(" UNION ALL ", questions), Map.of(), row -> {
                if (row.get("c").asLong() > 0) {
                    counts.put(piece.get(row.get("i").asInt()), row.get("c").asLong());
                }
            });
        }
        return counts;
    }

    private void sampleNodes(String label, long count) {
        double scale = Math.max(1.0, count / (double) SAMPLE);
        readNodes("MATCH (n:" + Step.quote(label) + ") WITH n LIMIT " + SAMPLE, scale);
    }

    private void readNodes(String match, double scale) {
        Map<String, Seen> found = new HashMap<>();
        String cypher = match + " WITH labels(n) AS labels, " + SHAPE.formatted("n")
                + " AS shape RETURN labels, shape, count(*) AS c";
        source.read("looking at nodes", cypher, Map.of(), row -> {
            List<String> labels = sorted(row.get("labels"));
            found.computeIfAbsent(LabelNames.join(labels), name -> new Seen(labels, scale))
                    .add(row);
        });
        found.forEach((name, seen) -> nodes.merge(name, seen, Seen::closer));
    }

    private void sampleRelationships(String type, long count) {
        double scale = Math.max(1.0, count / (double) SAMPLE);
        readRelationships("MATCH (a)-[r:" + Step.quote(type) + "]->(b) WITH a, r, b LIMIT " + SAMPLE, scale);
    }

    private void readRelationships(String match, double scale) {
        String cypher = match + " WITH labels(a) AS start, type(r) AS type, labels(b) AS end, " + SHAPE.formatted("r")
                + " AS shape RETURN start, type, end, shape, count(*) AS c";
        source.read("looking at relationships", cypher, Map.of(), row -> {
            String start = LabelNames.join(sorted(row.get("start")));
            String end = LabelNames.join(sorted(row.get("end")));
            String type = row.get("type").asString();
            relationships
                    .computeIfAbsent(
                            "(" + start + ")-[" + type + "]->(" + end + ")",
                            name -> new Ends(start, end, new Seen(List.of(type), scale)))
                    .seen()
                    .add(row);
        });
    }

    private static List<String> sorted(Value labels) {
        return labels.asList(Value::asString).stream().sorted().toList();
    }

    private List<GraphRule> rules(String cypher) {
        List<GraphRule> rules = new ArrayList<>();
        source.read("reading constraints and indexes", cypher, Map.of(), row -> rules.add(rule(row)));
        rules.removeIf(GraphSurvey::isOfLedger);
        return rules;
    }

    /** A target's ledger is no part of what it has in common with its source. */
    private static boolean isOfLedger(GraphRule rule) {
        return rule.labels().contains(LEDGER);
    }

    private static GraphRule rule(Record row) {
        return new GraphRule(
                row.get("name").asString(),
                row.get("type").asString(),
                row.get("entityType").asString(),
                texts(row.get("labelsOrTypes")),
                texts(row.get("properties")));
    }

    private static List<String> texts(Value value) {
        return value.isNull() ? List.of() : value.asList(Value::asString);
    }

    private List<TableShape> tables(List<GraphRule> rules) {
        return Stream.concat(
                        nodes.entrySet().stream()
                                .map(each -> table(each.getKey(), TableShape.Kind.NODES, each.getValue(), null, rules)),
                        relationships.entrySet().stream()
                                .map(each -> table(
                                        each.getKey(),
                                        TableShape.Kind.RELATIONSHIPS,
                                        each.getValue().seen(),
                                        each.getValue(),
                                        rules)))
                .toList();
    }

    private TableShape table(String name, TableShape.Kind kind, Seen seen, @Nullable Ends ends, List<GraphRule> rules) {
        return new TableShape(
                new TableId(store.name(), name),
                kind,
                null,
                seen.rows(),
                seen.whole(),
                null,
                seen.columns(),
                kind == TableShape.Kind.NODES ? key(seen.labels(), rules) : null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                ends == null ? null : new TableId(store.name(), ends.start()),
                ends == null ? null : new TableId(store.name(), ends.end()));
    }

    /** What the landscape calls the label's key, else what a constraint makes unique. */
    private TableShape.@Nullable KeyShape key(List<String> labels, List<GraphRule> rules) {
        for (String label : labels) {
            List<String> named = store.keys().get(label);
            if (named != null) {
                return new TableShape.KeyShape("landscape", named);
            }
        }
        return rules.stream()
                .filter(rule -> rule.entity().equals("NODE")
                        && (rule.type().contains("UNIQUENESS") || rule.type().contains("KEY"))
                        && labels.containsAll(rule.labels()))
                .findFirst()
                .map(rule -> new TableShape.KeyShape(rule.name(), rule.properties()))
                .orElse(null);
    }
}
