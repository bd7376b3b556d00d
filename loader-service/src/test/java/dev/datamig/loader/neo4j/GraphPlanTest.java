package dev.datamig.loader.neo4j;

import static dev.datamig.loader.neo4j.GraphFixture.all;
import static dev.datamig.loader.neo4j.GraphFixture.between;
import static dev.datamig.loader.neo4j.GraphFixture.nodes;
import static dev.datamig.loader.neo4j.GraphFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of a graph, held against what the load then does. */
class GraphPlanTest {

    private static final TableSchema PEOPLE = nodes("Person", "personId", "personId", "name", "room");
    private static final TableSchema PLACES = nodes("Place", "personId", "personId", "name");
    private static final TableSchema KNOWS = between(PEOPLE, "KNOWS", PEOPLE, "start.personId", "end.personId");

    @TempDir
    Path staging;

    private GraphFixture graph;

    @BeforeEach
    void aGraphOfTesters() {
        graph = new GraphFixture(staging);
        graph.run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.room IS UNIQUE",
                "CREATE (:Person {personId: 70, name: 'Tim', room: 'T'})");
    }

    @AfterEach
    void closed() {
        graph.run("DROP CONSTRAINT "
                + graph.rows("SHOW CONSTRAINTS YIELD name, properties WHERE properties = ['room'] RETURN name")
                        .getFirst()
                        .replaceAll("[\\[\\]\"]", ""));
        graph.close();
    }

    private StorePlan plan(Sealed sealed, String district, LoadStrategy strategy) {
        return Objects.requireNonNull(graph.target()
                .plan(graph.job(sealed, district, strategy), (t, d, e) -> {})
                .detail());
    }

    private static TablePlan of(StorePlan plan, TableSchema table) {
        return plan.tables().stream()
                .filter(each -> each.table().equals(table.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFirstLoadIsAllNew() {
        Sealed first = graph.seal(Map.of(PEOPLE, all(row(1L, "P1", "A"), row(2L, "P2", "B")), KNOWS, all(row(2L, 1L))));

        StorePlan plan = plan(first, "a", LoadStrategy.INSERT);

        assertThat(plan.tables()).extracting(TablePlan::table).containsExactly(PEOPLE.id(), KNOWS.id());
        assertThat(of(plan, PEOPLE).inserted()).isEqualTo(2);
        assertThat(of(plan, PEOPLE).strategy()).isEqualTo(LoadStrategy.INSERT);
        assertThat(of(plan, PEOPLE).bytes()).isEqualTo(2 * (15 + 3 * 41));
        assertThat(of(plan, KNOWS).bytes()).isEqualTo(34);
        assertThat(plan.bytes()).isEqualTo(2 * (15 + 3 * 41) + 34);
        assertThat(plan.millis()).isPositive();
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.refreshes()).isEmpty();
    }

    @Test
    void aRefreshSaysWhatComesChangesStaysAndGoes() {
        Sealed first = graph.seal(Map.of(
                PEOPLE,
                all(row(1L, "P1", "A"), row(2L, "P2", "B"), row(3L, "P3", "C")),
                PLACES,
                all(row(8L, "Gym"), row(9L, "Hall")),
                KNOWS,
                all(row(2L, 1L), row(3L, 1L))));
        graph.load(first, "a", LoadStrategy.INSERT);
        Sealed other = graph.seal(Map.of(PEOPLE, all(row(5L, "P5", "E"))));
        graph.load(other, "b", LoadStrategy.INSERT);
        Sealed second = graph.seal(Map.of(
                PEOPLE,
                all(row(1L, "P1", "A"), row(2L, "P2 anew", "B2"), row(4L, "P4", "D"), row(5L, "P5 anew", "E")),
                KNOWS,
                all(row(2L, 1L), row(4L, 1L))));

        StorePlan plan = plan(second, "a", LoadStrategy.REPLACE);

        TablePlan people = of(plan, PEOPLE);
        assertThat(List.of(people.inserted(), people.updated(), people.unchanged(), people.matched(), people.removed()))
                .containsExactly(1L, 1L, 1L, 1L, 1L);
        assertThat(people.changed()).containsExactly("name", "room");
        assertThat(people.how()).isEqualTo("match and create");
        TablePlan knows = of(plan, KNOWS);
        assertThat(List.of(knows.inserted(), knows.unchanged(), knows.removed()))
                .containsExactly(1L, 1L, 1L);
        assertThat(plan.refreshes()).containsExactly(first.run().value());
        assertThat(plan.warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.startsWith("sp:Person: ") && warning.endsWith(": 1"))
                .anyMatch(warning -> warning.startsWith("2 of Place go"));
        graph.load(second, "a", LoadStrategy.REPLACE);
        assertThat(graph.rows("MATCH (n:Person) RETURN n.name AS name ORDER BY name"))
                .containsExactly("[\"P1\"]", "[\"P2 anew\"]", "[\"P4\"]", "[\"P5\"]", "[\"Tim\"]");
        assertThat(graph.rows("MATCH (n:Place) RETURN n")).isEmpty();
    }

    @Test
    void whatWasOverwrittenAndIsGivenBackIsCounted() {
        graph.load(graph.seal(Map.of(PEOPLE, all(row(70L, "P70", "X")))), "a", LoadStrategy.UPSERT);
        Sealed without = graph.seal(Map.of(PEOPLE, all(row(1L, "P1", "A"))));

        assertThat(plan(without, "a", LoadStrategy.REPLACE).warnings())
                .singleElement()
                .asString()
                .startsWith("1 nodes of Person")
                .endsWith("they get back what they held before");
        graph.load(without, "a", LoadStrategy.REPLACE);
        assertThat(graph.rows("MATCH (n:Person {personId: 70}) RETURN n.name")).containsExactly("[\"Tim\"]");
    }

    @Test
    void whatIsInTheWayIsToldByKind() {
        Sealed sealed = graph.seal(Map.of(PEOPLE, all(row(1L, "P1", "T"), row(2L, "P2", "B"), row(70L, "Tom", "T"))));

        TablePlan people = of(plan(sealed, "a", LoadStrategy.INSERT), PEOPLE);

        assertThat(people.conflicts())
                .containsExactlyInAnyOrder(
                        new ConflictPlan("key", null, List.of("name"), 1),
                        new ConflictPlan("unique", "Person", List.of("room"), 1));
    }
}
