package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pupil moves from one district to the next, whose refresh comes first: she is the new district's, with the values that it has. */
class GraphPassedTest {

    private static final TableSchema PEOPLE = nodes("Person", "personId", "personId", "name");

    @TempDir
    Path staging;

    private GraphFixture graph;
    private final Deque<Sealed> loaded = new ArrayDeque<>();
    private final Deque<List<String>> states = new ArrayDeque<>();

    /** Ann has moved from district a to district b, which does not know yet that a has left her. */
    @BeforeEach
    void moved() {
        graph = new GraphFixture(staging);
        load("a", "Ann", null);
        load("b", null, "Bob");
        load("b", "Anna", "Bob");
        load("a", null, null);
        assertThat(people()).containsExactly("[\"Ann\"]", "[\"Bob\"]", "[\"a\"]", "[\"b\"]");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    /** A district with somebody of its own, and perhaps with Ann (1) and Bob (2). */
    private void load(String district, @Nullable String ann, @Nullable String bob) {
        var rows = new ArrayList<@Nullable Object[]>();
        rows.add(row((long) district.charAt(0), district));
        if (ann != null) {
            rows.add(row(1L, ann));
        }
        if (bob != null) {
            rows.add(row(2L, bob));
        }
        Sealed run = graph.seal(Map.of(PEOPLE, rows));
        states.push(people());
        graph.load(run, district, LoadStrategy.REPLACE);
        loaded.push(run);
    }

    private List<String> people() {
        return graph.rows("MATCH (n:Person) RETURN n.name ORDER BY n.personId");
    }

    private void undo(Sealed run) {
        assertThat(graph.hindered(run)).isFalse();
        graph.undo(run, false);
    }

    private void undoInReverse() {
        while (!loaded.isEmpty()) {
            undo(loaded.pop());
            assertThat(people()).isEqualTo(states.pop());
        }
    }

    @Test
    void getsTheValuesOfTheDistrictThatHasHerNow() {
        load("b", "Anna", "Bob");

        assertThat(people()).startsWith("[\"Anna\"]");
        load("a", null, null);
        load("b", "Anne", "Bob");
        load("b", "Anne", "Bob");
        assertThat(people()).startsWith("[\"Anne\"]");
        undoInReverse();
    }

    @Test
    void passesOnFromDistrictToDistrictAndBack() {
        load("b", "Anna", "Bob");
        load("c", "Annie", null);
        load("b", null, "Bob");
        load("c", "Annie", null);

        assertThat(people()).startsWith("[\"Annie\"]");
        load("a", "Ann Again", null);
        load("c", null, null);
        load("a", "Ann Again", null);
        assertThat(people()).startsWith("[\"Ann Again\"]");
        undoInReverse();
    }

    @Test
    void keepsHerValuesWhenTheDistrictThatHasBroughtHerIsUndone() {
        load("b", "Anna", "Bob");
        Sealed last = loaded.pop();
        Sealed left = loaded.pop();
        Sealed found = loaded.pop();
        Sealed second = loaded.pop();

        undo(left);
        undo(loaded.pop());

        assertThat(people()).containsExactly("[\"Anna\"]", "[\"Bob\"]", "[\"b\"]");
        undo(last);
        assertThat(people()).containsExactly("[\"Anna\"]", "[\"Bob\"]", "[\"b\"]");
        undo(found);
        assertThat(people()).containsExactly("[\"Bob\"]", "[\"b\"]");
        undo(second);
        assertThat(people()).isEmpty();
    }

    /** She has moved on, and the run of the district in between is undone: what it had found is what the last one gives back. */
    @Test
    void isGivenBackAsSheWasBeforeTheDistrictInBetween() {
        load("b", "Anna", "Bob");
        Sealed between = loaded.element();
        load("c", "Annie", null);
        load("b", null, "Bob");
        Sealed leaving = loaded.element();
        load("c", "Annie", null);

        undo(leaving);
        undo(between);
        assertThat(people()).startsWith("[\"Annie\"]");
        undo(loaded.pop());
        assertThat(people()).startsWith("[\"Ann\"]");
    }

    @Test
    void keepsWhatTestersHaveMadeOfHer() {
        graph.run("MATCH (n:Person {personId: 1}) SET n.name = 'mine'");
        load("b", "Anna", "Bob");

        assertThat(people()).startsWith("[\"mine\"]");
        undo(loaded.pop());
        assertThat(people()).startsWith("[\"mine\"]");
    }

    @Test
    void isNotGivenBackOnceTestersHaveChangedHer() {
        load("b", "Anna", "Bob");
        graph.run("MATCH (n:Person {personId: 1}) SET n.name = 'mine'");

        assertThat(graph.hindered(loaded.element())).isTrue();
        assertThatThrownBy(() -> graph.undo(loaded.pop(), false))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Person changed since");
    }
}
