package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.all;
import static dev.datamig.loader.neo4j.GraphFixture.between;
import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph gives the element ids of what was deleted to what is made later. */
class ReusedIdsTest {

    private static final TableSchema PERSONS = nodes("Person", "personId", "personId", "name");
    private static final TableSchema THINGS = nodes("Thing", "~id", "~id", "name");
    private static final TableSchema KNOWS = between(PERSONS, "KNOWS", PERSONS, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run("CREATE (:Person {personId: 1, name: 'T1'})-[:KNOWS]->(:Person {personId: 2, name: 'T2'})");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    /** So many people, numbered from 10, each of whom knows the next. */
    private Sealed people(int many, String name) {
        List<@Nullable Object[]> people = new ArrayList<>();
        List<@Nullable Object[]> knows = new ArrayList<>();
        for (long i = 10; i < 10 + many; i++) {
            people.add(row(i, name + i));
            if (i > 10) {
                knows.add(row(i - 1, i));
            }
        }
        return graph.seal(Map.of(PERSONS, people, KNOWS, knows));
    }

    @Test
    void aRelationshipOfATesterThatHasTheIdOfOneOfTheRunStays() {
        List<String> before = graph.dump();
        Sealed sealed = people(3, "A");
        graph.load(sealed, "d", LoadStrategy.INSERT);
        graph.giveIdAway("MATCH ({personId: 10})-[x:KNOWS]->()", "MATCH ({personId: 1})-[x:KNOWS]->()", sealed);

        assertThat(graph.hindered(sealed)).isFalse();
        graph.undo(sealed, false);

        assertThat(graph.dump()).isEqualTo(before);
    }

    @Test
    void aNodeOfATesterThatHasTheIdOfOneOfTheRunStays() {
        Sealed sealed = people(1, "A");
        graph.load(sealed, "d", LoadStrategy.INSERT);
        graph.run("CREATE (:Other {name: 'own'})-[:LIKES]->(:Other {name: 'too'})");
        graph.giveIdAway("MATCH (x {personId: 10})", "MATCH (x {name: 'own'})", sealed);
        List<String> then = graph.dump();

        assertThat(graph.hindered(sealed)).isFalse();
        graph.undo(sealed, false);

        assertThat(graph.dump()).isEqualTo(then);
    }

    @Test
    void aNodeWithTheSameLabelAndAnotherKeyStaysEvenWhenForced() {
        Sealed sealed = people(1, "A");
        graph.load(sealed, "d", LoadStrategy.INSERT);
        graph.giveIdAway("MATCH (x {personId: 10})", "MATCH (x {personId: 1})", sealed);
        List<String> then = graph.dump();

        assertThat(graph.hindered(sealed)).isTrue();
        assertThatThrownBy(() -> graph.undo(sealed, false)).hasMessageContaining("1 of Person changed since");
        graph.undo(sealed, true);

        assertThat(graph.dump()).isEqualTo(then);
    }

    @Test
    void anOverwrittenNodeThatATesterDeletedIsNamedAndForcingLeavesItAtThat() {
        Sealed sealed = graph.seal(Map.of(PERSONS, all(row(1L, "A"), row(2L, "B"))));
        graph.load(sealed, "d", LoadStrategy.UPSERT);
        graph.run("CREATE (:Other {name: 'own'})", "MATCH ()-[k:KNOWS]->() DELETE k");
        graph.giveIdAway("MATCH (x {personId: 1})", "MATCH (x {name: 'own'})", sealed);

        assertThat(graph.hindered(sealed)).isTrue();
        assertThatThrownBy(() -> graph.undo(sealed, false))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Person changed since");
        graph.undo(sealed, true);

        assertThat(graph.rows("MATCH (n:Person) RETURN n.name")).containsExactly("[\"T2\"]");
        assertThat(graph.rows("MATCH (n:Other) RETURN n.name, n.personId")).containsExactly("[\"own\", NULL]");
    }

    /** What a refresh took away is no longer the other district's, whoever has its id now. */
    @Test
    void aNodeIsNotTakenForAnotherDistrictsThatIsGone() {
        Sealed first = people(2, "A");
        graph.load(first, "one", LoadStrategy.INSERT);
        String gone = graph.id("MATCH (x {personId: 11})");
        Sealed second = people(1, "A");
        graph.load(second, "one", LoadStrategy.REPLACE);
        graph.load(graph.seal(Map.of(PERSONS, all(row(20L, "old")))), "two", LoadStrategy.INSERT);
        graph.rename(Map.of(gone, graph.id("MATCH (x {personId: 20})")), first, second);

        graph.load(graph.seal(Map.of(PERSONS, all(row(20L, "new")))), "two", LoadStrategy.REPLACE);

        assertThat(graph.rows("MATCH (n {personId: 20}) RETURN n.name")).containsExactly("[\"new\"]");
    }

    @Test
    void whatHasAnIdThatTheRunsBeforeKnowOfSomethingElseIsToldApart() {
        var run = new RunId("mig-20260101T000000Z-7");
        assertThat(GraphPutBack.renamed(run, Map.of("5", "7"), Set.of())).isEqualTo(Map.of("5", "7", "7", "7~" + run));
        assertThat(GraphPutBack.renamed(run, Map.of("5", "7", "7", "5"), Set.of()))
                .isEqualTo(Map.of("5", "7", "7", "5"));
        assertThat(GraphPutBack.renamed(run, Map.of("5", "7", "8", "9"), Set.of("7")))
                .as("a node of another district, which the runs before may speak of")
                .isEqualTo(Map.of("5", "7", "8", "9", "9", "9~" + run));
    }

    @Test
    void aNodeWithoutAKeyThatSomebodyChangedOrDeletedStandsForNoneOfARefresh() {
        Sealed first = graph.seal(Map.of(THINGS, all(row("4:a:7", "book"), row("4:a:8", "ball"))));
        graph.load(first, "d", LoadStrategy.INSERT);
        graph.run("MATCH (t:Thing {name: 'book'}) DELETE t");

        graph.load(
                graph.seal(Map.of(THINGS, all(row("4:a:7", "book"), row("4:a:8", "ball")))), "d", LoadStrategy.REPLACE);

        assertThat(graph.rows("MATCH (t:Thing) RETURN t.name AS n ORDER BY n"))
                .containsExactly("[\"ball\"]", "[\"book\"]");
        graph.run("MATCH (t:Thing {name: 'book'}) SET t.name = 'mine'");
        Sealed third = graph.seal(Map.of(THINGS, all(row("4:a:7", "book"), row("4:a:8", "ball"))));
        assertThatThrownBy(() -> graph.load(third, "d", LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Thing changed since");
    }
}
