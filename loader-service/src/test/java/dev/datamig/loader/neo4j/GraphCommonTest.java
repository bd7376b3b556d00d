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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What months in the life of districts have brought to light: reference nodes, parallel relationships and unique values in common. */
class GraphCommonTest {

    private static final TableSchema PEOPLE = nodes("Person", "personId", "personId", "name", "login");
    private static final TableSchema SUBJECTS = nodes("Subject", "code", "code", "title");
    private static final TableSchema KNOWS = between(PEOPLE, "KNOWS", PEOPLE, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run(
                "CREATE CONSTRAINT login IF NOT EXISTS FOR (p:Person) REQUIRE p.login IS UNIQUE",
                "CREATE CONSTRAINT subject IF NOT EXISTS FOR (s:Subject) REQUIRE s.code IS UNIQUE");
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    private Sealed loaded(String district, LoadStrategy strategy, Sealed sealed) {
        graph.load(sealed, district, strategy);
        return sealed;
    }

    /** A person who refers to a subject, as far as these tests go by being there. */
    private Sealed subject(String title) {
        return graph.seal(Map.of(PEOPLE, all(row(1L, "P1", null))), Map.of(SUBJECTS, all(row("s", title))));
    }

    private String subjects() {
        return graph.rows("MATCH (s:Subject) RETURN s.title AS t ORDER BY t").toString();
    }

    @Test
    void aReferenceNodeOfTheRunBeforeIsRefreshed() {
        Sealed first = loaded("a", LoadStrategy.INSERT, subject("old"));
        Sealed second = loaded("a", LoadStrategy.REPLACE, subject("new"));
        assertThat(subjects()).isEqualTo("[[\"new\"]]");
        Sealed third = loaded("a", LoadStrategy.REPLACE, graph.seal(Map.of(PEOPLE, all(row(1L, "P1", null)))));
        assertThat(subjects()).isEqualTo("[]");
        graph.undo(third, false);
        graph.undo(second, false);
        assertThat(subjects()).isEqualTo("[[\"old\"]]");
        graph.undo(first, false);
        assertThat(subjects()).isEqualTo("[]");
    }

    /** As it is when another district brought it: that one refreshes it. */
    @Test
    void aReferenceNodeOfAnotherDistrictStays() {
        loaded("a", LoadStrategy.INSERT, subject("old"));
        loaded("b", LoadStrategy.REPLACE, subject("new"));
        loaded("b", LoadStrategy.REPLACE, subject("newer"));
        assertThat(subjects()).isEqualTo("[[\"old\"]]");
    }

    /** Not taken for what the district has left there, which the next refresh might overwrite or take away. */
    @Test
    void whatTestersHaveMadeOfAReferenceNodeStaysTheirs() {
        Sealed first = loaded("a", LoadStrategy.INSERT, subject("old"));
        graph.run("MATCH (s:Subject) SET s.title = 'testers'");
        Sealed second = loaded("a", LoadStrategy.REPLACE, subject("new"));
        Sealed third = loaded("a", LoadStrategy.REPLACE, subject("newer"));
        assertThat(subjects()).isEqualTo("[[\"testers\"]]");
        Sealed without = graph.seal(Map.of(PEOPLE, all(row(1L, "P1", null))));
        assertThatThrownBy(() -> graph.load(without, "a", LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Subject changed since");
        graph.undo(third, false);
        graph.undo(second, false);

        assertThat(graph.hindered(first)).isTrue();
        assertThatThrownBy(() -> graph.undo(first, false)).hasMessageContaining("1 of Subject changed since");
        graph.run("MATCH (s:Subject) SET s.title = 'old'");
        assertThat(graph.hindered(first)).isFalse();
        graph.undo(first, false);
        assertThat(subjects()).isEqualTo("[]");
    }

    /** The same of testers' node that the district has overwritten, and that another one counts on. */
    @Test
    void whatTestersHaveMadeOfAnOverwrittenNodeStaysTheirs() {
        graph.run("CREATE (:Person {personId: 1, name: 'theirs'})");
        Sealed first = loaded("a", LoadStrategy.UPSERT, logins(1L, "x", 2L, "y"));
        Sealed other = loaded("b", LoadStrategy.INSERT, logins(1L, "x"));
        Sealed second = loaded("a", LoadStrategy.REPLACE, logins(2L, "y"));
        graph.run("MATCH (n:Person {personId: 1}) SET n.name = 'testers'");
        Sealed third = loaded("a", LoadStrategy.REPLACE, logins(2L, "y"));
        graph.undo(other, false);
        Sealed fourth = logins(2L, "y");
        assertThatThrownBy(() -> graph.load(fourth, "a", LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Person changed since");
        graph.undo(third, false);
        graph.undo(second, false);
        graph.run("MATCH (n:Person {personId: 1}) SET n.name = 'P'");
        graph.undo(first, false);
        assertThat(graph.rows("MATCH (n:Person) RETURN n.name, n.login")).containsExactly("[\"theirs\", NULL]");
    }

    private Sealed friends(int times) {
        return graph.seal(Map.of(
                PEOPLE, all(row(1L, "P1", null), row(2L, "P2", null)), KNOWS, Collections.nCopies(times, row(1L, 2L))));
    }

    /** Whichever of them is undone, there are as many as the one of the others needs who needs most. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void equalRelationshipsAreThereAsOftenAsTheOneNeedsWhoNeedsMost(int undone) {
        int[] times = {1, 3, 1, 2};
        Sealed[] runs = new Sealed[times.length];
        for (int i = 0; i < times.length; i++) {
            runs[i] = loaded("d" + i, LoadStrategy.INSERT, friends(times[i]));
        }
        graph.undo(runs[undone], false);
        assertThat(graph.rows("MATCH ()-[r:KNOWS]->() RETURN count(r)")).containsExactly(undone == 1 ? "[2]" : "[3]");
        for (int i = 0; i < times.length; i++) {
            if (i != undone) {
                graph.undo(runs[i], false);
            }
        }
        assertThat(graph.rows("MATCH (n:Person) RETURN n")).isEmpty();
    }

    private Sealed logins(Object... idsAndLogins) {
        Object[][] rows = new Object[idsAndLogins.length / 2][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(idsAndLogins[2 * i], "P", idsAndLogins[2 * i + 1]);
        }
        return graph.seal(Map.of(PEOPLE, all(rows)));
    }

    private List<String> people() {
        return graph.rows("MATCH (n:Person) RETURN n.personId AS id, n.login ORDER BY id");
    }

    /** Person 1 has given a login up or is gone, and another district brings somebody who has it now. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLoginThatSomebodyHasByNowIsInTheWayOfTheOneWhoGetsItBack(boolean gone) {
        Sealed first = loaded("a", LoadStrategy.INSERT, logins(1L, "x", 2L, "y"));
        Sealed second = loaded("a", LoadStrategy.REPLACE, gone ? logins(2L, "y") : logins(1L, "z", 2L, "y"));
        Sealed other = loaded("b", LoadStrategy.INSERT, logins(3L, "x"));
        List<String> before = people();

        assertThat(graph.hindered(second)).isTrue();
        for (boolean force : new boolean[] {false, true}) {
            assertThatThrownBy(() -> graph.undo(second, force))
                    .hasMessageContaining("LOD-015")
                    .hasMessageContaining("1 of Person in the way of nodes that come back");
        }
        assertThat(people()).isEqualTo(before);
        graph.undo(other, false);
        assertThat(graph.hindered(second)).isFalse();
        graph.undo(second, false);
        assertThat(people()).containsExactly("[1, \"x\"]", "[2, \"y\"]");
        graph.undo(first, false);
        assertThat(people()).isEmpty();
    }

    @Test
    void loginsThatChangeHandsInTheRunThatIsUndoneAreInNobodysWay() {
        Sealed first = loaded("a", LoadStrategy.INSERT, logins(1L, "x", 2L, "y", 4L, "w"));
        Sealed second = loaded("a", LoadStrategy.REPLACE, logins(1L, "y", 2L, "x", 3L, "w"));
        assertThat(graph.hindered(second)).isFalse();
        graph.undo(second, false);
        assertThat(people()).containsExactly("[1, \"x\"]", "[2, \"y\"]", "[4, \"w\"]");
        graph.undo(first, false);
        assertThat(people()).isEmpty();
    }
}
