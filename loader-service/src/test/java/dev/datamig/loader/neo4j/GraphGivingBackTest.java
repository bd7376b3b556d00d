package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.all;
import static dev.datamig.loader.neo4j.GraphFixture.between;
import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of others that a month has overwritten, and what becomes of them when a later month takes its place. */
class GraphGivingBackTest {

    private static final TableSchema PEOPLE = nodes("Person", "personId", "personId", "name");
    private static final TableSchema KNOWS = between(PEOPLE, "KNOWS", PEOPLE, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run(
                "CREATE (:Person {personId: 10, name: 'Tess', mine: true})-[:KNOWS]->(:Person {personId: 11, name: 'Tom'})",
                "CREATE (:Person {personId: 70, name: 'Tim'})");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    private Sealed people(@Nullable Object[]... rows) {
        return graph.seal(Map.of(PEOPLE, all(rows)));
    }

    private List<String> everything() {
        return graph.rows(
                "MATCH (n) WHERE NOT n:DatamigLedger RETURN labels(n), properties(n), n.personId AS i ORDER BY i, n.name");
    }

    private String name(int id) {
        return graph.rows("MATCH (p:Person {personId: " + id + "}) RETURN p.name, p.mine")
                .toString();
    }

    @Test
    void whoLeavesGivesTheNodeBackAndWhoStaysKeepsIt() {
        Sealed first = graph.seal(Map.of(
                PEOPLE, all(row(10L, "A"), row(11L, "B"), row(12L, "C")), KNOWS, all(row(11L, 12L), row(12L, 10L))));
        graph.load(first, "d", LoadStrategy.UPSERT);
        List<String> afterFirst = everything();
        Sealed second = people(row(11L, "Bb"), row(12L, "C"));
        graph.load(second, "d", LoadStrategy.REPLACE);

        assertThat(name(10)).isEqualTo("[[\"Tess\", TRUE]]");
        assertThat(name(11)).isEqualTo("[[\"Bb\", NULL]]");
        List<String> afterSecond = everything();
        graph.run("MATCH (l:DatamigLedger {run: '" + first.run() + "'}) WHERE l.changeOf IS NOT NULL DELETE l");
        Sealed third = people(row(12L, "C"));
        graph.load(third, "d", LoadStrategy.REPLACE);

        assertThat(name(11)).as("held by the second run's ledger").isEqualTo("[[\"Tom\", NULL]]");
        assertThat(graph.hindered(third)).isFalse();
        graph.undo(third, false);
        assertThat(everything()).isEqualTo(afterSecond);
        graph.undo(second, false);
        assertThat(everything()).isEqualTo(afterFirst);
    }

    @Test
    void labelsComeBackToo() {
        TableSchema pupils = nodes("Person&Pupil", "personId", "personId", "name");
        List<String> before = everything();
        Sealed first = people(row(10L, "A"));
        graph.load(first, "d", LoadStrategy.UPSERT);
        Sealed second = graph.seal(Map.of(pupils, all(row(10L, "A"))));
        graph.load(second, "d", LoadStrategy.REPLACE);
        List<String> afterSecond = everything();
        assertThat(graph.rows("MATCH (p:Pupil) RETURN p.name")).containsExactly("[\"A\"]");
        Sealed third = people(row(12L, "C"));

        graph.load(third, "d", LoadStrategy.REPLACE);

        assertThat(name(10)).isEqualTo("[[\"Tess\", TRUE]]");
        graph.undo(third, false);
        assertThat(everything()).isEqualTo(afterSecond);
        graph.undo(second, false);
        graph.undo(first, false);
        assertThat(everything()).isEqualTo(before);
    }

    /** To the ledger of a month in which it stays as it is, the node is one that was there. */
    @Test
    void itMakesNoDifferenceForHowManyMonthsANodeStays() {
        graph.load(people(row(10L, "A")), "d", LoadStrategy.UPSERT);
        for (int month = 0; month < 3; month++) {
            graph.load(people(row(10L, "A")), "d", LoadStrategy.REPLACE);
        }
        graph.load(people(row(12L, "C")), "d", LoadStrategy.REPLACE);
        assertThat(name(10)).isEqualTo("[[\"Tess\", TRUE]]");
    }

    @Test
    void nodesThatAnotherDistrictCountsOnAreGivenBackLater() {
        graph.load(people(row(10L, "A"), row(11L, "B")), "d", LoadStrategy.UPSERT);
        Sealed neighbour = people(row(10L, "A"));
        graph.load(neighbour, "d2", LoadStrategy.INSERT);
        graph.load(people(row(12L, "C")), "d", LoadStrategy.REPLACE);
        assertThat(name(10) + name(11)).isEqualTo("[[\"A\", NULL]][[\"Tom\", NULL]]");
        graph.undo(neighbour, false);
        graph.load(people(row(12L, "C")), "d", LoadStrategy.REPLACE);
        assertThat(name(10)).isEqualTo("[[\"Tess\", TRUE]]");
    }

    @Test
    void refusesWhereTestersHaveChangedTheNodeSince() {
        graph.load(people(row(10L, "A"), row(11L, "B")), "d", LoadStrategy.UPSERT);
        graph.run("MATCH (p:Person {personId: 10}) SET p.name = 'mine'");
        List<String> changed = everything();
        assertThatThrownBy(() -> graph.load(people(row(11L, "B")), "d", LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Person changed since");
        assertThat(everything()).isEqualTo(changed);
        graph.run("MATCH (p:Person {personId: 10}) DETACH DELETE p");
        graph.load(people(row(11L, "B")), "d", LoadStrategy.REPLACE);
        assertThat(name(10)).as("who deletes it does not want it back").isEqualTo("[]");
    }

    @Test
    void uniqueValuesChangeHandsWithNodesThatGo() {
        graph.run("CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS UNIQUE");
        List<String> before = everything();
        Sealed first = people(row(10L, "A"), row(11L, "B"), row(12L, "Tess"));
        graph.load(first, "d", LoadStrategy.UPSERT);
        List<String> afterFirst = everything();
        Sealed second = people(row(11L, "B"), row(13L, "A"));
        assertThat(problems(second)).isEmpty();

        graph.load(second, "d", LoadStrategy.REPLACE);

        assertThat(name(10)).isEqualTo("[[\"Tess\", TRUE]]");
        assertThat(name(13)).isEqualTo("[[\"A\", NULL]]");
        graph.undo(second, false);
        assertThat(everything()).isEqualTo(afterFirst);
        graph.undo(first, false);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aValueThatIsGivenBackIsInTheWayOfOthers() {
        graph.run("CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS UNIQUE");
        graph.load(people(row(10L, "A"), row(11L, "B")), "d", LoadStrategy.UPSERT);
        List<String> afterFirst = everything();
        for (Sealed second : List.of(people(row(11L, "B"), row(13L, "Tess")), people(row(11L, "Tess")))) {
            assertThat(problems(second)).singleElement().asString().contains("LOD-004");
            assertThatThrownBy(() -> graph.load(second, "d", LoadStrategy.REPLACE))
                    .hasMessageContaining("LOD-004");
        }
        assertThat(everything()).isEqualTo(afterFirst);
        graph.load(people(row(10L, "Tess"), row(11L, "A")), "d", LoadStrategy.REPLACE);
        assertThat(name(11)).isEqualTo("[[\"A\", NULL]]");
    }

    private List<String> problems(Sealed sealed) {
        return graph.target().plan(graph.job(sealed, "d", LoadStrategy.REPLACE), (t, d, e) -> {}).problems().stream()
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
    }

    /** Months of random people over random people of testers: what each leaves is the testers' with the month's over them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachMonthStandsOverWhatTestersHad(long seed) {
        var dice = new Random(seed);
        graph.run("MATCH (p:Person) DETACH DELETE p");
        random(dice, "T")
                .forEach((id, name) ->
                        graph.run("CREATE (:Person {personId: %d, name: '%s', mine: %d})".formatted(id, name, id)));
        Map<Long, String> testers = now();
        List<List<String>> dumps = new ArrayList<>(List.of(everything()));
        List<Sealed> runs = new ArrayList<>();
        for (int month = 0; month < 5; month++) {
            Map<Long, String> people = random(dice, "M" + month);
            Sealed sealed = graph.seal(Map.of(
                    PEOPLE,
                    people.entrySet().stream()
                            .map(each -> row(each.getKey(), each.getValue()))
                            .toList()));
            graph.target().load(job(sealed, month), (t, d, e) -> {});
            runs.add(sealed);
            Map<Long, String> expected = new TreeMap<>(testers);
            people.forEach((id, name) -> expected.put(id, "{name: \"%s\", personId: %d}".formatted(name, id)));
            assertThat(now()).as("seed %d, month %d", seed, month).isEqualTo(expected);
            dumps.add(everything());
        }
        for (int month = runs.size() - 1; month >= 0; month--) {
            graph.undo(runs.get(month), false);
            assertThat(everything()).as("seed %d, undone month %d", seed, month).isEqualTo(dumps.get(month));
        }
    }

    private static Map<Long, String> random(Random dice, String mark) {
        Map<Long, String> people = new TreeMap<>();
        for (long id = 1; id <= 14; id++) {
            if (dice.nextInt(3) > 0) {
                people.put(id, dice.nextInt(4) == 0 ? "same" : mark + id);
            }
        }
        return people;
    }

    private Map<Long, String> now() {
        Map<Long, String> now = new TreeMap<>();
        graph.rows("MATCH (p:Person) RETURN p.personId, properties(p)").forEach(row -> {
            String[] parts = row.substring(1, row.length() - 1).split(", ", 2);
            now.put(Long.parseLong(parts[0]), parts[1]);
        });
        return now;
    }

    /** A refresh under which rows of testers that a month meets for the first time are overwritten as well. */
    private static LoadJob job(Sealed sealed, int month) {
        var policy = new LoadPolicy(
                month == 0 ? LoadStrategy.UPSERT : LoadStrategy.REPLACE,
                Map.of("sp:Person", LoadStrategy.UPSERT),
                LoadRules.NONE,
                List.of());
        return new LoadJob(sealed.sets().open(sealed.run(), "sp"), sealed.sets(), 1, "d", policy, KeyExchange.NONE);
    }
}
