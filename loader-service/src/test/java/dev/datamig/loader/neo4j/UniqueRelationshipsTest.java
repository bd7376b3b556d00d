package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.all;
import static dev.datamig.loader.neo4j.GraphFixture.between;
import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that a graph allows once among the relationships of a type. */
class UniqueRelationshipsTest {

    private static final TableSchema PERSONS = nodes("Person", "personId", "personId", "name");
    private static final TableSchema LENT =
            between(PERSONS, "LENT", PERSONS, "start.personId", "end.personId", "since");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run(
                "CREATE CONSTRAINT FOR ()-[r:LENT]-() REQUIRE r.since IS UNIQUE",
                "CREATE (a:Person {personId: 1, name: 'T1'})-[:LENT {since: 'second'}]->(:Person {personId: 2, name: 'T2'})");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    private Sealed sealed(String... tickets) {
        return graph.seal(Map.of(
                PERSONS,
                all(row(10L, "A"), row(11L, "B")),
                LENT,
                List.of(tickets).stream().map(each -> row(10L, 11L, each)).toList()));
    }

    @Test
    void oneThatATesterHasIsAConflictOfThePlan() {
        List<String> before = graph.dump();
        Sealed sealed = sealed("first", "second");

        Target.Plan plan = graph.target().plan(graph.job(sealed, "d", LoadStrategy.INSERT), (t, d, e) -> {});

        assertThat(plan.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .endsWith("1 of 2 relationships, others have the unique LENT[since]"));
        assertThat(plan.tables()).contains(new TableLoad(LENT.id(), 1, 0, 0, 0, 1));
        assertThatThrownBy(() -> graph.load(sealed, "d", LoadStrategy.INSERT)).hasMessageContaining("LOD-004");
        assertThat(graph.dump()).isEqualTo(before);
    }

    @Test
    void oneThatTheRunBeforeHasIsNone() {
        List<String> before = graph.dump();
        Sealed first = sealed("first", "third");
        graph.load(first, "d", LoadStrategy.REPLACE);
        List<String> loaded = graph.dump();
        Sealed second = graph.seal(Map.of(
                PERSONS, all(row(10L, "A"), row(11L, "B")), LENT, all(row(11L, 10L, "first"), row(10L, 11L, "third"))));

        graph.load(second, "d", LoadStrategy.REPLACE);

        assertThat(graph.rows("MATCH (a)-[r:LENT {since: 'first'}]->() RETURN a.personId"))
                .containsExactly("[11]");
        graph.undo(second, false);
        assertThat(graph.dump()).isEqualTo(loaded);
        graph.undo(first, false);
        assertThat(graph.dump()).isEqualTo(before);
    }
}
