package dev.datamig.extractor.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.steps.Step;
import dev.datamig.extractor.steps.StepReader;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.Driver;

class GraphReadingTest {

    private final Neo4jServer server = TestServers.neo4jSecond();

    private List<GraphTable> tables(GraphSource source) {
        var endpoint = TestLandscapes.endpoint(server);
        Store.Neo4j store = new Store.Neo4j(
                "g", endpoint, endpoint, Map.of("Person", List.of("id")), List.of(), List.of(), List.of());
        GraphNavigator navigator = new GraphNavigator(source);
        return GraphShape.of(navigator, store, navigator.all(), new RowSet());
    }

    private void make(String... statements) {
        server.wipe();
        try (Driver driver = server.driver()) {
            for (String cypher : statements) {
                driver.executableQuery(cypher).execute();
            }
        }
    }

    private GraphSource connect() {
        return GraphSource.connect(
                "g", TestLandscapes.endpoint(server), 2, Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    private static void nameBy(GraphNames names, GraphSource source) {
        if (names == GraphNames.ELEMENT_IDS) {
            source.nameByElementIds();
        }
        assertThat(source.name("n")).isEqualTo(names.of("n"));
    }

    private static List<Map<String, String>> read(GraphSource source, GraphTable table) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<ColumnSchema> columns = table.schema().copiedColumns();
        new GraphRows(source).read(table.schema(), table.owned(), (row, cells) -> {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                named.put(
                        columns.get(i).name(),
                        cell instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : String.valueOf(cell));
            }
            rows.add(named);
        });
        return rows;
    }

    @Test
    void readsEveryKindOfProperty() {
        make("CREATE (:Thing {s: '', i: 9223372036854775807, f: 0.1, b: true, n: 0.0 / 0.0, d: date('0001-01-01'),"
                + " t: time('23:59:59.999999999+14:00'), lt: localtime('00:00'), dt: datetime('2020-02-29T12:00[Europe/Berlin]'),"
                + " ldt: localdatetime('1969-12-31T23:59:59.999999999'), du: duration('P1Y2M3DT4H5.000000006S'),"
                + " p: point({longitude: 8.5, latitude: 47.25}), l: [1, 2, 3], e: []})");
        try (GraphSource source = connect()) {
            GraphTable things = tables(source).get(0);

            assertThat(things.schema().primaryKey()).containsExactly("~id");
            assertThat(read(source, things).get(0))
                    .containsEntry("s", "")
                    .containsEntry("i", "9223372036854775807")
                    .containsEntry("f", "0.1")
                    .containsEntry("b", "true")
                    .containsEntry("n", "NaN")
                    .containsEntry("d", "{\"t\":\"date\",\"v\":\"0001-01-01\"}")
                    .containsEntry("t", "{\"t\":\"time\",\"v\":\"23:59:59.999999999+14:00\"}")
                    .containsEntry("lt", "{\"t\":\"localtime\",\"v\":\"00:00\"}")
                    .containsEntry("dt", "{\"t\":\"datetime\",\"v\":\"2020-02-29T12:00+01:00[Europe/Berlin]\"}")
                    .containsEntry("ldt", "{\"t\":\"localdatetime\",\"v\":\"1969-12-31T23:59:59.999999999\"}")
                    .containsEntry("du", "{\"t\":\"duration\",\"v\":\"P14M3DT14405.000000006S\"}")
                    .containsEntry("p", "{\"t\":\"point\",\"v\":{\"srid\":4326,\"x\":\"8.5\",\"y\":\"47.25\"}}")
                    .containsEntry(
                            "l",
                            "{\"t\":\"list\",\"v\":[{\"t\":\"integer\",\"v\":\"1\"},{\"t\":\"integer\",\"v\":\"2\"},"
                                    + "{\"t\":\"integer\",\"v\":\"3\"}]}")
                    .containsEntry("e", "{\"t\":\"list\",\"v\":[]}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsParallelAndSelfRelationshipsAndNodesWithoutLabels(GraphNames names) {
        make(
                "CREATE (:Person {id: 1}), (:Person:Teacher {id: 2, mixed: 'x'}), (:Person:Teacher {id: 3, mixed: 4}), ()",
                "MATCH (a:Person {id: 1}), (b:Person {id: 2}), (n) WHERE labels(n) = []"
                        + " CREATE (a)-[:KNOWS {since: 1}]->(b), (a)-[:KNOWS {since: 2}]->(b), (a)-[:KNOWS]->(a), (n)-[:OWNS]->(a)");
        try (GraphSource source = connect()) {
            nameBy(names, source);
            Map<String, GraphTable> tables = new LinkedHashMap<>();
            tables(source).forEach(table -> tables.put(table.schema().id().name(), table));

            assertThat(tables.keySet())
                    .containsExactlyInAnyOrder(
                            "Person",
                            "Person&Teacher",
                            "~",
                            "(Person)-[KNOWS]->(Person&Teacher)",
                            "(Person)-[KNOWS]->(Person)",
                            "(~)-[OWNS]->(Person)");
            assertThat(read(source, tables.get("(Person)-[KNOWS]->(Person&Teacher)")))
                    .containsExactlyInAnyOrder(
                            Map.of("start.id", "1", "end.id", "2", "since", "1"),
                            Map.of("start.id", "1", "end.id", "2", "since", "2"));
            assertThat(read(source, tables.get("Person&Teacher")))
                    .extracting(row -> row.get("mixed"))
                    .containsExactlyInAnyOrder("{\"t\":\"string\",\"v\":\"x\"}", "{\"t\":\"integer\",\"v\":\"4\"}");
            assertThat(GraphShape.references(List.copyOf(tables.values()))).hasSize(6);
        }
    }

    /** A label that looks like two, and nodes that have the two. */
    @ParameterizedTest
    @EnumSource
    void keepsLabelsOfAnyCharactersApart(GraphNames names) {
        make("CREATE (:`Person&Teacher` {name: 'one'}), (:Person:Teacher {id: 2}), (:`~` {name: 'tilde'}), (),"
                + " (:`Ünï ``cödé``` {name: 'odd'})-[:`is & was``` {since: 1}]->(:`~` {name: 'other'})");
        try (GraphSource source = connect()) {
            nameBy(names, source);
            Map<String, GraphTable> tables = new LinkedHashMap<>();
            tables(source).forEach(table -> tables.put(table.schema().id().name(), table));

            assertThat(tables.keySet())
                    .containsExactlyInAnyOrder(
                            "`Person&Teacher`",
                            "Person&Teacher",
                            "`~`",
                            "~",
                            "Ünï `cödé`",
                            "(Ünï `cödé`)-[is & was`]->(`~`)");
            assertThat(tables.get("`Person&Teacher`").schema().labels()).containsExactly("Person&Teacher");
            assertThat(tables.get("Person&Teacher").schema().labels()).containsExactly("Person", "Teacher");
            assertThat(read(source, tables.get("`~`")))
                    .extracting(row -> row.get("name"))
                    .containsExactlyInAnyOrder("tilde", "other");
        }
    }

    @Test
    void tellsPropertiesThatAreCalledAsTheEndsOfARelationshipFromTheseEnds() {
        make("CREATE (:Person {id: 1})-[:KNOWS {`start.id`: 7, `end.x`: 'e', `~id`: 'own', id: 8}]->(:Person {id: 2}),"
                + " ()-[:KNOWS {`start.~id`: 9}]->()");
        try (GraphSource source = connect()) {
            Map<String, GraphTable> tables = new LinkedHashMap<>();
            tables(source).forEach(table -> tables.put(table.schema().id().name(), table));

            assertThat(read(source, tables.get("(Person)-[KNOWS]->(Person)")))
                    .containsExactly(Map.of(
                            "start.id", "1", "end.id", "2", "~start.id", "7", "~end.x", "e", "~~id", "own", "id", "8"));
            Map<String, String> anonymous =
                    read(source, tables.get("(~)-[KNOWS]->(~)")).get(0);
            assertThat(anonymous).containsOnlyKeys("start.~id", "end.~id", "~start.~id");
            assertThat(anonymous.get("start.~id")).startsWith("4:").isNotEqualTo(anonymous.get("end.~id"));
            assertThat(anonymous).containsEntry("~start.~id", "9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsStepsFromNodesOfTheirLabelsOnly(GraphNames names) {
        make(
                "CREATE (:Person {id: 1})-[:KNOWS]->(:Person:Teacher {id: 2})-[:KNOWS]->(:Person {id: 3}),"
                        + " (:Dog {id: 4})-[:KNOWS]->(:Person {id: 5})",
                "UNWIND range(10, 21000) AS i CREATE (:Person {id: i})-[:KNOWS]->(:Cat {id: -i})");
        try (GraphSource source = connect()) {
            nameBy(names, source);
            GraphNavigator navigator = new GraphNavigator(source);
            RowSet all = navigator.all();

            assertThat(follow(navigator, "(:Person)-[:KNOWS]->(:Cat)", true, all))
                    .hasSize(20_991);
            assertThat(follow(navigator, "(:Teacher)-[:KNOWS]->", true, all)).containsExactly("3");
            assertThat(follow(navigator, "-[:KNOWS]->(:Person)", true, all)).containsExactlyInAnyOrder("2", "3", "5");
            assertThat(follow(navigator, "-[:KNOWS]->(:Teacher)", false, all)).containsExactly("1");
            assertThat(follow(navigator, "(:Dog)-[:KNOWS]-", false, all)).containsExactly("4");
            assertThat(follow(navigator, "(:Bird)-[:KNOWS]->", true, all)).isEmpty();
        }
    }

    private static List<String> follow(GraphNavigator navigator, String step, boolean forward, RowSet nodes) {
        Step read = ((StepReader.Reading.Read) StepReader.read(step)).step();
        RowSet found = navigator.follow(read, forward, nodes);
        return Stream.of("Person", "Dog", "Cat")
                .flatMap(label -> navigator.values(new GraphEnd(label, List.of("id")), found).tuples().stream())
                .map(tuple -> tuple[0])
                .toList();
    }

    @Test
    void endsAQueryThatRunsWhenItIsCancelled() throws Exception {
        make("CREATE (:Person {id: 1})");
        try (GraphSource source = connect();
                ExecutorService thread = Executors.newSingleThreadExecutor();
                Driver driver = server.driver()) {
            Future<?> reading = thread.submit(() -> source.read(
                    "counting",
                    "UNWIND range(1, 100000) AS a UNWIND range(1, 10000000) AS b RETURN max(a * b % 7) AS endless",
                    Map.of(),
                    row -> {}));
            while (endless(driver) == 0) {
                Thread.sleep(20);
            }
            source.cancel();

            assertThatThrownBy(() -> reading.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            ExtractionException.class,
                            e -> assertThat(e.code()).isEqualTo(ExtractorCode.SNAPSHOT_LOST));
            for (int looks = 0; endless(driver) > 0 && looks < 1500; looks++) {
                Thread.sleep(20);
            }
            assertThat(endless(driver))
                    .as("queries that still run in the graph")
                    .isZero();
        }
    }

    private static int endless(Driver driver) {
        return driver.executableQuery("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'AS endless'"
                        + " AND NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery")
                .execute()
                .records()
                .size();
    }

    @Test
    void readsListsPointsAndBytesOnNodesAndRelationships() {
        String properties = "{by: $bytes, p3: point({x: 1.5, y: -0.0, z: 3}), pc: point({x: 1, y: 2}),"
                + " pw: point({longitude: 1, latitude: 2, height: 3}), ls: ['', 'a\\'\"b'], lf: [0.0/0.0, 1.0/0.0],"
                + " lb: [true, false], ld: [date('2020-02-29')], lp: [point({x: 1, y: 2})],"
                + " ldt: [datetime('2020-02-29T12:00:00.000000001Z')], `odd. nämé`: 1}";
        server.wipe();
        try (Driver driver = server.driver()) {
            driver.executableQuery(
                            "CREATE (a " + properties + ")-[:`has/odd \"type`" + properties + "]->(b:`La bel:x`)")
                    .withParameters(Map.of("bytes", new byte[] {0, -1, 127}))
                    .execute();
        }
        try (GraphSource source = connect()) {
            Map<String, GraphTable> tables = new LinkedHashMap<>();
            tables(source).forEach(table -> tables.put(table.schema().id().name(), table));
            GraphTable relationships = tables.get("(~)-[has/odd \"type]->(La bel:x)");

            for (GraphTable table : List.of(tables.get("~"), relationships)) {
                assertThat(read(source, table).get(0))
                        .containsEntry("by", "{\"t\":\"bytes\",\"v\":\"AP9/\"}")
                        .containsEntry(
                                "p3",
                                "{\"t\":\"point\",\"v\":{\"srid\":9157,\"x\":\"1.5\",\"y\":\"-0.0\",\"z\":\"3.0\"}}")
                        .containsEntry("pc", "{\"t\":\"point\",\"v\":{\"srid\":7203,\"x\":\"1.0\",\"y\":\"2.0\"}}")
                        .containsEntry(
                                "pw",
                                "{\"t\":\"point\",\"v\":{\"srid\":4979,\"x\":\"1.0\",\"y\":\"2.0\",\"z\":\"3.0\"}}")
                        .containsEntry(
                                "ls",
                                "{\"t\":\"list\",\"v\":[{\"t\":\"string\",\"v\":\"\"},{\"t\":\"string\",\"v\":\"a'\\\"b\"}]}")
                        .containsEntry(
                                "lf",
                                "{\"t\":\"list\",\"v\":[{\"t\":\"float\",\"v\":\"NaN\"},{\"t\":\"float\",\"v\":\"Infinity\"}]}")
                        .containsEntry(
                                "lb",
                                "{\"t\":\"list\",\"v\":[{\"t\":\"boolean\",\"v\":true},{\"t\":\"boolean\",\"v\":false}]}")
                        .containsEntry("ld", "{\"t\":\"list\",\"v\":[{\"t\":\"date\",\"v\":\"2020-02-29\"}]}")
                        .containsEntry(
                                "lp",
                                "{\"t\":\"list\",\"v\":[{\"t\":\"point\",\"v\":{\"srid\":7203,\"x\":\"1.0\",\"y\":\"2.0\"}}]}")
                        .containsEntry(
                                "ldt",
                                "{\"t\":\"list\",\"v\":[{\"t\":\"datetime\",\"v\":\"2020-02-29T12:00:00.000000001Z\"}]}")
                        .containsEntry("odd. nämé", "1");
            }
            assertThat(relationships.schema().columns())
                    .extracting(ColumnSchema::name)
                    .contains("start.~id", "end.~id");
        }
    }

    @Test
    void oneNodeWithoutTheKeyThatTheLandscapeNamesIsToldOf() {
        make(
                "CREATE (:Person {id: 1}), (:Person {id: 2}), (:Person {name: 'x'}), (:Thing), (:`Old boy`:Person {id: 3})");
        try (GraphSource source = connect()) {
            List<GraphTable> tables = tables(source);
            assertThat(tables)
                    .filteredOn(table -> !table.findings().isEmpty())
                    .singleElement()
                    .satisfies(table -> {
                        assertThat(table.schema().id().name()).isEqualTo("Person");
                        assertThat(table.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.check()).isEqualTo(GraphShape.KEYLESS);
                            assertThat(finding.column()).isEqualTo("id");
                            assertThat(finding.count()).isEqualTo(1);
                            assertThat(finding.message()).contains("label Person");
                        });
                    });
        }
    }

    @Test
    void theLedgerOfATargetIsNoPartOfItsShape() {
        make(
                "CREATE CONSTRAINT datamig_ledger IF NOT EXISTS FOR (l:DatamigLedger) REQUIRE l.id IS UNIQUE",
                "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (p:Person) REQUIRE p.id IS UNIQUE",
                "CREATE (:Person {id: 1})");
        var endpoint = TestLandscapes.endpoint(server);
        var store = new Store.Neo4j("g", endpoint, endpoint, Map.of(), List.of(), List.of(), List.of());
        try (GraphSource source = connect()) {
            assertThat(GraphSurvey.of(source, store, false).rules())
                    .isNotEmpty()
                    .allMatch(rule -> rule.labels().equals(List.of("Person")));
        }
    }
}
