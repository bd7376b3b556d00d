package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.all;
import static dev.datamig.loader.neo4j.GraphFixture.between;
import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh in which nodes have other labels than before: pupils become alumni. */
class RelabelledNodesTest {

    private static final TableSchema PUPILS = nodes("Person&Pupil", "personId", "personId", "name");
    private static final TableSchema ALUMNI = nodes("Old boy`s&Person", "personId", "personId", "name");
    private static final TableSchema PUPILS_KNOW = between(PUPILS, "KNOWS", PUPILS, "start.personId", "end.personId");
    private static final TableSchema ALUMNI_KNOW = between(ALUMNI, "KNOWS", PUPILS, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run("CREATE (:Person {personId: 1, name: 'T1'})");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    private Sealed first() {
        return graph.seal(Map.of(
                PUPILS,
                all(row(10L, "A"), row(11L, "B"), row(12L, "C")),
                PUPILS_KNOW,
                all(row(10L, 11L), row(11L, 12L))));
    }

    private Sealed second() {
        return graph.seal(Map.of(
                ALUMNI,
                all(row(10L, "A"), row(12L, "Cc")),
                PUPILS,
                all(row(11L, "B")),
                ALUMNI_KNOW,
                all(row(10L, 11L))));
    }

    @Test
    void areOverwrittenAndGetTheirLabelsBack() {
        List<String> before = graph.dump();
        Sealed first = first();
        graph.load(first, "d", LoadStrategy.INSERT);
        List<String> afterFirst = graph.dump();
        Sealed second = second();
        assertThat(graph.target()
                        .plan(graph.job(second, "d", LoadStrategy.REPLACE), (t, d, e) -> {})
                        .problems())
                .isEmpty();

        graph.load(second, "d", LoadStrategy.REPLACE);

        assertThat(graph.rows("MATCH (p:Person) RETURN p.personId AS i, labels(p), p.name ORDER BY i"))
                .containsExactly(
                        "[1, [\"Person\"], \"T1\"]",
                        "[10, [\"Person\", \"Old boy`s\"], \"A\"]",
                        "[11, [\"Person\", \"Pupil\"], \"B\"]",
                        "[12, [\"Person\", \"Old boy`s\"], \"Cc\"]");
        assertThat(graph.rows("MATCH (a)-[:KNOWS]->(b) RETURN a.personId, b.personId"))
                .containsExactly("[10, 11]");
        Sealed third = first();
        graph.load(third, "d", LoadStrategy.REPLACE);
        assertThat(graph.dump()).isEqualTo(afterFirst);
        graph.undo(third, false);
        graph.undo(second, false);
        assertThat(graph.dump()).isEqualTo(afterFirst);
        graph.undo(first, false);
        assertThat(graph.dump()).isEqualTo(before);
    }

    @Test
    void stayWhenATesterHasChangedThem() {
        graph.load(first(), "d", LoadStrategy.INSERT);
        graph.run("MATCH (p {personId: 10}) SET p:Mine");
        List<String> then = graph.dump();
        Sealed second = second();
        assertThatThrownBy(() -> graph.load(second, "d", LoadStrategy.REPLACE)).hasMessageContaining("LOD-004");
        assertThat(graph.dump()).isEqualTo(then);
        graph.run("MATCH (p {personId: 10}) REMOVE p:Mine");
        graph.load(second, "d", LoadStrategy.REPLACE);
        graph.run("MATCH (p {personId: 10}) SET p:Mine");
        assertThat(graph.hindered(second)).isTrue();
        assertThatThrownBy(() -> graph.undo(second, false)).hasMessageContaining("LOD-015");
    }
}
