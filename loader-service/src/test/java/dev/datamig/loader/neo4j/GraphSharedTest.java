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
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes and relationships that runs of several districts have in common: whose they are, and when they go. */
class GraphSharedTest {

    private static final TableSchema PEOPLE = nodes("Person", "personId", "personId", "name");
    private static final TableSchema KNOWS = between(PEOPLE, "KNOWS", PEOPLE, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run("CREATE (:Person {personId: 70, name: 'Tim'})");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    /** People who each know the one with the least number. */
    private Sealed people(long... ids) {
        long least = LongStream.of(ids).min().orElseThrow();
        return graph.seal(Map.of(
                PEOPLE,
                all(LongStream.of(ids).mapToObj(id -> row(id, "P" + id)).toArray(Object[][]::new)),
                KNOWS,
                all(LongStream.of(ids)
                        .filter(id -> id > least)
                        .mapToObj(id -> row(id, least))
                        .toArray(Object[][]::new))));
    }

    private Sealed loaded(String district, LoadStrategy strategy, long... ids) {
        Sealed sealed = people(ids);
        graph.load(sealed, district, strategy);
        return sealed;
    }

    private String known() {
        return graph.rows(
                        "MATCH (n:Person) OPTIONAL MATCH (n)-[:KNOWS]->(m) WITH n, m ORDER BY n.personId RETURN n.name + coalesce(m.name, '')")
                .toString();
    }

    private void undo(Sealed... runs) {
        for (Sealed run : runs) {
            assertThat(graph.hindered(run)).isFalse();
            graph.undo(run, false);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatARunInheritsItsRefreshesKnow(boolean shares) {
        Sealed other = loaded("a", LoadStrategy.INSERT, 2, 3);
        Sealed first = loaded("b", LoadStrategy.INSERT, 2, 3, 4);
        Sealed second = shares ? loaded("b", LoadStrategy.REPLACE, 2, 3, 4) : loaded("b", LoadStrategy.REPLACE, 4);
        undo(other);
        assertThat(graph.rows("MATCH (n:Person) RETURN n.personId AS i ORDER BY i"))
                .containsExactly("[2]", "[3]", "[4]", "[70]");
        String before = known();
        Sealed third = loaded("b", LoadStrategy.REPLACE, 4);

        assertThat(known()).isEqualTo("[[\"P4\"], [\"Tim\"]]");
        undo(third);
        assertThat(known()).isEqualTo(before);
        undo(second, first);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    @Test
    void whatARefreshLeavesForOthersTheNextOneKnows() {
        Sealed first = loaded("a", LoadStrategy.INSERT, 1, 2, 3);
        Sealed other = loaded("b", LoadStrategy.INSERT, 2, 3);
        Sealed second = loaded("a", LoadStrategy.REPLACE, 1);
        assertThat(known()).contains("P1", "P2", "P3");
        undo(other);
        String before = known();
        assertThat(before).contains("P2");
        Sealed third = loaded("a", LoadStrategy.REPLACE, 1);

        assertThat(known()).isEqualTo("[[\"P1\"], [\"Tim\"]]");
        undo(third);
        assertThat(known()).isEqualTo(before);
        undo(second, first);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    @Test
    void whatWasOverwrittenIsGivenBackByWhoeverCountsOnItLast() {
        Sealed first = loaded("a", LoadStrategy.UPSERT, 1, 70);
        Sealed other = loaded("b", LoadStrategy.INSERT, 2, 70);
        Sealed refresh = loaded("b", LoadStrategy.REPLACE, 2, 70);
        undo(first);
        assertThat(known()).isEqualTo("[[\"P2\"], [\"P70P2\"]]");
        Sealed without = loaded("b", LoadStrategy.REPLACE, 2);
        assertThat(known()).isEqualTo("[[\"P2\"], [\"Tim\"]]");
        undo(without);
        assertThat(known()).isEqualTo("[[\"P2\"], [\"P70P2\"]]");
        undo(refresh, other);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    @Test
    void whoCountedOnWhatTheNodeHeldBeforeGetsItBack() {
        graph.run("MATCH (n:Person {personId: 70}) SET n.name = 'P70'");
        loaded("b", LoadStrategy.INSERT, 2, 70);
        Sealed later = graph.seal(Map.of(PEOPLE, all(row(70L, "Seventy"))));
        graph.load(later, "a", LoadStrategy.UPSERT);
        assertThat(known()).contains("Seventy");
        undo(later);
        assertThat(known()).isEqualTo("[[\"P2\"], [\"P70P2\"]]");
    }

    @Test
    void whatOthersHaveBroughtSinceIsInTheWayOfWhatComesBackAsSomethingElse() {
        Sealed first = loaded("a", LoadStrategy.INSERT, 1, 2);
        Sealed second = loaded("a", LoadStrategy.REPLACE, 1);
        Sealed other = anew(2, "P2 anew");
        graph.load(other, "b", LoadStrategy.INSERT);
        List<String> before = graph.rows("MATCH (n:Person) RETURN n.personId AS i ORDER BY i");

        assertThat(graph.hindered(second)).isTrue();
        for (boolean force : new boolean[] {false, true}) {
            assertThatThrownBy(() -> graph.undo(second, force))
                    .hasMessageContaining("LOD-015")
                    .hasMessageContaining("1 of Person in the way of nodes that come back");
        }
        assertThat(graph.rows("MATCH (n:Person) RETURN n.personId AS i ORDER BY i"))
                .isEqualTo(before);
        undo(other, second, first);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    /** The nodes of testers are nobody's to count on. */
    @Test
    void whatTestersHaveBroughtSinceIsInTheWayOfWhatComesBack() {
        loaded("a", LoadStrategy.INSERT, 1, 2);
        String people = "MATCH (n:Person) RETURN properties(n) AS p ORDER BY n.personId";
        List<String> both = graph.rows(people);
        Sealed second = loaded("a", LoadStrategy.REPLACE, 1);
        graph.run("CREATE (n:Person {personId: 2, name: 'P2'})");
        assertThat(graph.rows(people)).as("as it was").isEqualTo(both);

        assertThat(graph.hindered(second)).isTrue();
        assertThatThrownBy(() -> graph.undo(second, false)).hasMessageContaining("LOD-015");
    }

    /** Whoever goes first, the node is there for as long as one of the two has it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnotherDistrictHasBroughtAgainIsSharedWithTheMonthBefore(boolean otherFirst) {
        Sealed first = loaded("a", LoadStrategy.INSERT, 1, 2);
        Sealed second = loaded("a", LoadStrategy.REPLACE, 1);
        Sealed other = loaded("b", LoadStrategy.INSERT, 2, 3);

        assertThat(graph.hindered(second)).isFalse();
        undo(second);
        assertThat(numbers()).isEqualTo("[[1], [2], [3]]");
        undo(otherFirst ? other : first);
        assertThat(numbers()).isEqualTo(otherFirst ? "[[1], [2]]" : "[[2], [3]]");
        undo(otherFirst ? first : other);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    private String numbers() {
        return graph.rows("MATCH (n:Person) WHERE n.name <> 'Tim' RETURN n.personId AS i ORDER BY i")
                .toString();
    }

    private Sealed anew(long id, String name) {
        return graph.seal(Map.of(PEOPLE, all(row(id, name), row(9L, "P9"))));
    }

    /** The source has changed a common node between the loads of the two districts. */
    @ParameterizedTest
    @EnumSource(names = {"REMAP", "REPLACE"})
    void aNodeOfBothThatTheSourceHasChangedStaysUntilWhoBroughtItIsLoadedAnew(LoadStrategy strategy) {
        Sealed first = loaded("a", LoadStrategy.INSERT, 1, 2);
        Sealed other = anew(2, "P2 anew");
        graph.load(other, "b", strategy);
        assertThat(known()).isEqualTo("[[\"P1\"], [\"P2P1\"], [\"P9\"], [\"Tim\"]]");

        Sealed refresh = anew(2, "P2 anew");
        graph.load(refresh, "a", LoadStrategy.REPLACE);

        assertThat(known()).isEqualTo("[[\"P2 anew\"], [\"P9\"], [\"Tim\"]]");
        undo(refresh);
        assertThat(known()).isEqualTo("[[\"P1\"], [\"P2P1\"], [\"P9\"], [\"Tim\"]]");
        undo(other, first);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");
    }

    @Test
    void underInsertAndForTestersNodesADifferenceIsAConflict() {
        loaded("a", LoadStrategy.INSERT, 1, 2);
        Sealed changed = anew(2, "P2 anew");
        Sealed met = anew(70, "P70");

        assertThatThrownBy(() -> graph.load(changed, "b", LoadStrategy.INSERT)).hasMessageContaining("LOD-004");
        assertThatThrownBy(() -> graph.load(met, "b", LoadStrategy.REPLACE)).hasMessageContaining("LOD-004");
    }

    /** Two runs search the same text for people, and each finds those whom it knows. */
    @ParameterizedTest
    @EnumSource(names = {"INSERT", "UPSERT"})
    void aNodeThatDiffersInSearchedTextsAloneStaysAsItWasBrought(LoadStrategy strategy) {
        Sealed first = loaded("a", LoadStrategy.INSERT, 1, 2);
        Sealed other = graph.seal(Map.of(PEOPLE, all(row(2L, "P2 searched"), row(9L, "P9"))), "name");
        graph.load(other, "b", strategy);
        assertThat(known()).isEqualTo("[[\"P1\"], [\"P2P1\"], [\"P9\"], [\"Tim\"]]");
        undo(first);
        assertThat(known()).isEqualTo("[[\"P2\"], [\"P9\"], [\"Tim\"]]");
        undo(other);
        assertThat(known()).isEqualTo("[[\"Tim\"]]");

        Sealed met = graph.seal(Map.of(PEOPLE, all(row(70L, "P70"))), "name");
        assertThatThrownBy(() -> graph.load(met, "b", LoadStrategy.INSERT)).hasMessageContaining("LOD-004");
    }
}
