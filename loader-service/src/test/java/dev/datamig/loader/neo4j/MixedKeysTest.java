package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Graphs in which some nodes of a label lack the key that others have, with several labels and with parallel and self relationships,
 * beside nodes of testers.
 */
class MixedKeysTest {

    private static final TableSchema PEOPLE = GraphFixture.nodes("Person", "~id", "~id", "personId", "name");
    private static final TableSchema STUDENTS = GraphFixture.nodes("Person&Student", "personId", "personId", "name");
    private static final TableSchema CLUBS = GraphFixture.nodes("Club", "~id", "~id", "name");
    private static final List<TableSchema> NODES = List.of(PEOPLE, STUDENTS, CLUBS);

    /** People that testers have too, as they are sealed; they never change. */
    private static final int SHARED = 4;

    @TempDir
    Path staging;

    private GraphFixture graph;

    /** @param key null where there is none */
    private record Node(
            TableSchema table, String source, @Nullable Long key, String name) {
        private boolean shared() {
            return key != null && key < 1 + SHARED;
        }

        private @Nullable Object[] row() {
            return table == PEOPLE
                    ? GraphFixture.row(source, key, name)
                    : table == STUDENTS ? GraphFixture.row(key, name) : GraphFixture.row(source, name);
        }

        private Object end() {
            return table == STUDENTS && key != null ? key : source;
        }
    }

    private record Tie(String type, Node start, Node end, String since) {
        private @Nullable Object[] row() {
            return GraphFixture.row(start.end(), end.end(), since);
        }
    }

    private record Month(List<Node> nodes, List<Tie> ties) {}

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static Month first(Random random) {
        List<Node> nodes = new ArrayList<>();
        for (long key = 1; key <= SHARED; key++) {
            nodes.add(new Node(PEOPLE, "s" + key, key, "p" + key));
        }
        for (int i = 0; i < 20; i++) {
            nodes.add(node(random, "n" + i, 100 + i));
        }
        return new Month(nodes, ties(random, nodes));
    }

    private static Node node(Random random, String source, long key) {
        TableSchema table = NODES.get(random.nextInt(NODES.size()));
        boolean keyed = table == STUDENTS || table == PEOPLE && random.nextInt(3) > 0;
        return new Node(table, source, keyed ? key : null, "name " + random.nextInt(5));
    }

    private static List<Tie> ties(Random random, List<Node> nodes) {
        List<Tie> ties = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Node start = nodes.get(random.nextInt(nodes.size()));
            Node end = random.nextInt(5) == 0 ? start : nodes.get(random.nextInt(nodes.size()));
            var tie = new Tie(random.nextBoolean() ? "KNOWS" : "MEETS", start, end, "y" + random.nextInt(3));
            IntStream.rangeClosed(0, random.nextInt(3)).forEach(n -> ties.add(tie));
        }
        return ties;
    }

    /** Some nodes go, come, have another name, get or lose their key; some relationships stay. */
    private static Month second(Random random, Month first) {
        Map<Node, Node> kept = new LinkedHashMap<>();
        for (Node node : first.nodes()) {
            int what = node.shared() ? 9 : random.nextInt(8);
            if (what > 0) {
                kept.put(node, what == 1 ? node(random, node.source(), 200 + kept.size()) : node);
            }
        }
        List<Node> nodes = new ArrayList<>(kept.values());
        nodes.add(node(random, "new", 300));
        List<Tie> ties = new ArrayList<>();
        for (Tie tie : first.ties()) {
            Node start = kept.get(tie.start());
            Node end = kept.get(tie.end());
            if (start != null && end != null && random.nextInt(4) > 0) {
                ties.add(new Tie(tie.type(), start, end, tie.since()));
            }
        }
        ties.addAll(ties(random, nodes).subList(0, 10));
        return new Month(nodes, ties);
    }

    private Sealed seal(Month month) {
        Map<TableSchema, List<@Nullable Object[]>> tables = new LinkedHashMap<>();
        for (TableSchema table : NODES) {
            tables.put(
                    table,
                    month.nodes().stream()
                            .filter(node -> node.table() == table)
                            .map(Node::row)
                            .toList());
        }
        for (String type : List.of("KNOWS", "MEETS")) {
            for (TableSchema start : NODES) {
                for (TableSchema end : NODES) {
                    List<@Nullable Object[]> rows = month.ties().stream()
                            .filter(tie -> tie.type().equals(type)
                                    && tie.start().table() == start
                                    && tie.end().table() == end)
                            .map(Tie::row)
                            .toList();
                    String from = "start." + start.primaryKey().get(0);
                    String to = "end." + end.primaryKey().get(0);
                    tables.put(GraphFixture.between(start, type, end, from, to, "since"), rows);
                }
            }
        }
        return graph.seal(tables);
    }

    private List<String> dump() {
        return Stream.concat(nodes().stream(), ties().stream()).sorted().toList();
    }

    private List<String> nodes() {
        return graph
                .rows("MATCH (n) WHERE NOT n:DatamigLedger AND NOT n:DatamigEnvironment"
                        + " RETURN reduce(t = '', l IN labels(n) | t + '&' + l), n.personId, n.name")
                .stream()
                .sorted()
                .toList();
    }

    private List<String> ties() {
        return graph
                .rows(
                        "MATCH (a)-[r]->(b) RETURN type(r), a.personId, a.name, r.since, b.personId, b.name, elementId(a) = elementId(b)")
                .stream()
                .sorted()
                .toList();
    }

    private static List<String> expected(Month month, List<String> testers) {
        Stream<String> ours = month.nodes().stream()
                .filter(node -> !node.shared())
                .map(node -> "[\"&%s\", %s, \"%s\"]"
                        .formatted(
                                String.join("&", node.table().labels()),
                                node.key() == null ? "NULL" : node.key(),
                                node.name()));
        return Stream.concat(testers.stream(), ours).sorted().toList();
    }

    private static List<String> expectedTies(Month month, List<String> testers) {
        Stream<String> ours = month.ties().stream()
                .map(tie -> "[\"%s\", %s, \"%s\", \"%s\", %s, \"%s\", %s]"
                        .formatted(
                                tie.type(),
                                tie.start().key() == null ? "NULL" : tie.start().key(),
                                tie.start().name(),
                                tie.since(),
                                tie.end().key() == null ? "NULL" : tie.end().key(),
                                tie.end().name(),
                                tie.start().equals(tie.end()) ? "TRUE" : "FALSE"));
        return Stream.concat(testers.stream(), ours).sorted().toList();
    }

    /** @param seed of the random graphs */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void areLoadedRefreshedAndUndone(long seed) {
        var random = new Random(seed);
        IntStream.rangeClosed(1, SHARED)
                .forEach(key -> graph.run("CREATE (:Person {personId: %d, name: 'p%d'})".formatted(key, key)));
        graph.run(
                "CREATE (:Person {personId: 900, name: 'name 1'}), (:Person {name: 'name 1'}), (:Club {name: 'name 2'})",
                "MATCH (a:Person {personId: 900}), (b:Person {personId: 1}) CREATE (a)-[:LIKES {since: 'y1'}]->(b),"
                        + " (b)-[:LIKES {since: 'y1'}]->(b)");
        List<String> before = dump();
        List<String> testers = nodes();
        List<String> theirTies = ties();
        Month month = first(random);
        Sealed first = seal(month);

        graph.load(first, "d1", LoadStrategy.REPLACE);

        assertThat(nodes()).isEqualTo(expected(month, testers));
        assertThat(ties()).isEqualTo(expectedTies(month, theirTies));
        List<String> loaded = dump();
        Month next = second(random, month);
        Sealed second = seal(next);
        graph.load(second, "d1", LoadStrategy.REPLACE);
        assertThat(nodes()).isEqualTo(expected(next, testers));
        assertThat(ties()).isEqualTo(expectedTies(next, theirTies));
        graph.undo(second, false);
        assertThat(dump()).isEqualTo(loaded);
        graph.undo(first, false);
        assertThat(dump()).isEqualTo(before);
    }

    /** Without the key they would be nodes twice, or stopped by the constraint. */
    @Test
    void aNodeWithTheKeyIsRecognisedAlthoughAnotherOneLacksIt() {
        graph.run("CREATE (:Person {personId: 7, name: 'theirs'})");
        List<String> before = dump();
        Sealed sealed = graph.seal(Map.of(
                PEOPLE,
                GraphFixture.all(
                        GraphFixture.row("a", 7L, "sealed"),
                        GraphFixture.row("b", null, "nobody"),
                        GraphFixture.row("c", 8L, "new"))));

        assertThat(graph.target()
                        .plan(graph.job(sealed, "d1", LoadStrategy.INSERT), (t, d, e) -> {})
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("sp:Person: 1 of 3 nodes"));
        graph.load(sealed, "d1", LoadStrategy.UPSERT);
        assertThat(nodes())
                .containsExactlyInAnyOrder(
                        "[\"&Person\", 7, \"sealed\"]", "[\"&Person\", NULL, \"nobody\"]", "[\"&Person\", 8, \"new\"]");
        graph.undo(sealed, false);
        assertThat(dump()).isEqualTo(before);
    }
}
