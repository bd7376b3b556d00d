package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.neo4j.GraphSource.Cut;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.UndoJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Months in the life of districts that have people, subjects and relationships in common, beside testers who have some of the same
 * people, change what was loaded and attach their own: loads, refreshes and undos in any order. After each the whole graph is as
 * {@link GraphBooks} say, and at the end as it was.
 */
class GraphLivesTest {

    private static final int STEPS = 18;

    /** From this seed on people move from district to district. */
    private static final long MOVING = 1000;

    private static final String CONTENTS = "COLLECT { UNWIND labels(%1$s) AS l RETURN l ORDER BY l },"
            + " COLLECT { UNWIND keys(%1$s) AS k RETURN [k, %1$s[k]] ORDER BY k }";

    static final String NODES =
            "MATCH (n) WHERE NOT n:DatamigLedger AND NOT n:Theirs RETURN " + CONTENTS.formatted("n");

    static final String TIES = "MATCH (a)-[r]->(b) WHERE NOT a:Theirs AND NOT b:Theirs RETURN type(r),"
            + " COLLECT { UNWIND keys(r) AS k RETURN [k, r[k]] ORDER BY k }, " + CONTENTS.formatted("a") + ", "
            + CONTENTS.formatted("b");

    private static final String THEIRS = "MATCH (n:Theirs) OPTIONAL MATCH (n)-[r]-(m) RETURN " + CONTENTS.formatted("n")
            + ", type(r), properties(r), m.personId";

    @TempDir
    Path staging;

    private GraphFixture graph;
    private GraphSource source;
    private final GraphBooks books = new GraphBooks();
    private final List<String> story = new ArrayList<>();
    private long most;
    private int batch;
    private List<String> theirs = List.of();

    /** Some at the build; more are asked for by {@code -Ddatamig.lives=FROM-TO}. */
    static Stream<Long> seeds() {
        String asked = System.getProperty("datamig.lives");
        if (asked == null) {
            return Stream.of(1L, 3L, 4L, 1004L, 1005L);
        }
        String[] range = asked.split("-");
        return Stream.iterate(Long.parseLong(range[0]), seed -> seed + 1)
                .limit(1 + Long.parseLong(range[1]) - Long.parseLong(range[0]));
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    private List<String> nodes() {
        return graph.rows(NODES).stream().sorted().toList();
    }

    private List<String> ties() {
        return graph.rows(TIES).stream().sorted().toList();
    }

    private List<String> theirs() {
        return graph.rows(THEIRS).stream().sorted().toList();
    }

    private List<String> everything() {
        return Stream.of(nodes(), ties(), theirs()).flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverComesAndGoesEachDistrictIsWhole(long seed) {
        var random = new Random(seed);
        most = random.nextInt(3) == 0 ? 9 : Long.MAX_VALUE;
        batch = random.nextBoolean() ? 3 : 20;
        graph = new GraphFixture(staging);
        source = new GraphSource(random, seed > MOVING);
        testers();
        List<String> before = everything();
        try {
            theirs = theirs();
            requireWhole();
            for (int step = 0; step < STEPS; step++) {
                source.month();
                if (random.nextInt(4) == 0) {
                    meddle(random);
                }
                int district = 1 + random.nextInt(GraphSource.DISTRICTS);
                if (random.nextInt(3) == 0) {
                    undo(random, district);
                } else {
                    load(random, district);
                }
                requireWhole();
            }
            undoAll();
            assertThat(everything()).isEqualTo(before);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + story, e);
        }
    }

    /** People whom PROD has too, and a world of their own. */
    private void testers() {
        graph.run(
                "CREATE CONSTRAINT course IF NOT EXISTS FOR (c:Course) REQUIRE (c.code, c.year) IS UNIQUE",
                "CREATE CONSTRAINT login IF NOT EXISTS FOR (p:Person) REQUIRE p.login IS UNIQUE",
                "CREATE CONSTRAINT subject IF NOT EXISTS FOR (s:Subject) REQUIRE s.code IS UNIQUE",
                "MATCH (e:DatamigEnvironment) SET e:Theirs");
        for (long id = 1; id <= GraphSource.MET; id++) {
            graph.run("CREATE (:Person {personId: %d, name: 'theirs', seen: date('2001-01-0%d')})".formatted(id, id));
            books.theirs(
                    "Person " + id,
                    Contents.of(
                            GraphSource.PEOPLE,
                            Map.of("personId", id, "name", "theirs", "seen", LocalDate.of(2001, 1, (int) id))));
        }
        graph.run(
                "MATCH (a:Person {personId: 1}), (b:Person {personId: 2}) CREATE (a)-[:KNOWS {since: 'w1'}]->(b),"
                        + " (a)-[:KNOWS {since: 'w1'}]->(b), (a)-[:KNOWS {since: 'w2'}]->(a)",
                "MATCH (a:Person {personId: 3}) CREATE (a)<-[:LIKES {at: datetime('2001-01-01T00:00:00Z')}]-(:Theirs"
                        + " {place: point({x: 1.0, y: 2}), many: [1, 2], short: 1.5, raw: duration('P1D')}),"
                        + " (:Theirs:Person {name: 'no number'}), (:Theirs:Note {text: 'w1'})-[:OF]->(:Theirs)");
        books.theirs(new Tie("KNOWS", "Person 1", "Person 2", "w1"), 2);
        books.theirs(new Tie("KNOWS", "Person 1", "Person 1", "w2"), 1);
    }

    /** Testers change a node that was loaded, attach something to one, or take all of that back. */
    private void meddle(Random random) {
        boolean change = random.nextBoolean();
        List<String> brought = books.brought(!change);
        if (brought.isEmpty() || random.nextInt(3) == 0) {
            takeBack();
            return;
        }
        String name = brought.get(random.nextInt(brought.size()));
        if (change) {
            story.add("testers change " + name);
            write(name, " SET n.name = 'changed by testers'");
            books.touch(name, "name", "changed by testers");
        } else {
            story.add("testers attach to " + name);
            write(name, " CREATE (n)-[:MINE]->(:Theirs)");
            books.attach(name);
        }
        theirs = theirs();
    }

    private void write(String name, String what) {
        Contents node = books.node(name);
        String key = String.join(
                ", ",
                node.table().primaryKey().stream()
                        .map(property -> property + ": "
                                + (node.properties().get(property) instanceof String text
                                        ? "'" + text + "'"
                                        : node.properties().get(property)))
                        .toList());
        graph.run("MATCH (n:" + node.table().labels().get(0) + " {" + key + "})" + what);
    }

    private void takeBack() {
        story.add("testers take their changes back");
        graph.run(
                "MATCH ()-[r:MINE]->(t) DELETE r, t",
                "MATCH (t:Theirs) WHERE size(keys(t)) = 0 AND NOT (t)--() DELETE t");
        books.takeBack().forEach((name, contents) -> {
            Object was = contents.properties().get("name");
            write(name, was == null ? " REMOVE n.name" : " SET n.name = '" + was + "'");
        });
        theirs = theirs();
    }

    private NeoTarget target() {
        return TestGraph.target(
                new NeoTarget.Limits(Duration.ofSeconds(5), batch, Optional.empty(), most, Optional.empty(), 0));
    }

    private void load(Random random, int district) {
        boolean first = books.newest(district).isEmpty();
        LoadStrategy strategy =
                first ? LoadStrategy.values()[random.nextInt(LoadStrategy.values().length)] : LoadStrategy.REPLACE;
        LoadStrategy people = random.nextInt(3) > 0 ? strategy : LoadStrategy.UPSERT;
        Cut cut = source.cut(district);
        if (!load(district, cut, strategy, people)) {
            load(
                    district,
                    cut,
                    LoadStrategy.REPLACE,
                    random.nextBoolean() ? LoadStrategy.UPSERT : LoadStrategy.REPLACE);
        }
    }

    private boolean load(int district, Cut cut, LoadStrategy strategy, LoadStrategy people) {
        GraphFixture.Sealed sealed = GraphSource.seal(graph, cut);
        String code = books.refusal(district, cut, strategy, people);
        story.add("%s (people %s) %d as %s %s"
                .formatted(strategy, people, district, sealed.run().value(), code));
        Map<String, LoadStrategy> named = Map.of("sp:Person", people, "sp:Person&Student", people);
        var policy = new LoadPolicy(strategy, named, LoadRules.NONE, List.of());
        var job = graph.job(sealed, "d" + district, policy);
        List<String> before = everything();
        if (code.isEmpty()) {
            var tallies = target().load(job, (t, d, e) -> {});
            books.load(district, sealed, cut, strategy, people);
            assertThat(target().load(job, (t, d, e) -> {}))
                    .as("delivered twice")
                    .isEqualTo(tallies);
        } else {
            assertThatThrownBy(() -> target().load(job, (t, d, e) -> {})).hasMessageContaining(code);
            assertThat(everything()).isEqualTo(before);
        }
        return code.isEmpty();
    }

    private void undo(Random random, int district) {
        List<BookedRun> runs =
                books.loaded().stream().filter(run -> run.district == district).toList();
        if (runs.isEmpty()) {
            return;
        }
        BookedRun run = random.nextInt(5) == 0
                ? runs.get(random.nextInt(runs.size()))
                : books.newest(district).orElseThrow();
        if (undo(run, false)) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> undo(run, true);
            case 1 -> {
                takeBack();
                undo(run, false);
            }
            default -> {}
        }
    }

    private boolean undo(BookedRun run, boolean force) {
        String code = books.undoRefusal(run, force);
        story.add("undo%s %s %s"
                .formatted(force ? " by force" : "", run.sealed.run().value(), code));
        var job = new UndoJob(run.sealed.run(), 2, force);
        List<String> before = everything();
        boolean hindered = graph.hindered(run.sealed);
        assertThat(hindered)
                .as("asked beforehand")
                .isEqualTo(!books.undoRefusal(run, false).isEmpty());
        if (code.isEmpty()) {
            var tallies = target().undo(job).tables();
            books.undo(run);
            assertThat(target().undo(job).tables()).as("delivered twice").isEqualTo(tallies);
            var late = graph.job(run.sealed, "d" + run.district, LoadStrategy.REPLACE);
            assertThatThrownBy(() -> target().load(late, (t, d, e) -> {})).hasMessageContaining("LOD-007");
            theirs = force ? theirs() : theirs;
            return true;
        }
        Throwable refusal = catchThrowable(() -> target().undo(job));
        assertThat(refusal).isInstanceOf(LoadException.class).hasMessageContaining(code);
        story.add(refusal.getMessage());
        assertThat(everything()).isEqualTo(before);
        return false;
    }

    /** The newest first: in another order values that change hands may end where each is in the way of the other. */
    private void undoAll() {
        boolean more = true;
        while (more) {
            takeBack();
            more = false;
            for (BookedRun run : books.loaded().reversed()) {
                more |= undo(run, false);
                requireWhole();
            }
        }
        assertThat(books.loaded()).isEmpty();
    }

    private static List<String> besides(List<String> some, List<String> others) {
        List<String> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest;
    }

    private void requireWhole() {
        assertThat(theirs()).isEqualTo(theirs);
        assertThat(besides(nodes(), books.expectedNodes())).as("nodes too many").isEmpty();
        assertThat(besides(books.expectedNodes(), nodes())).as("nodes missing").isEmpty();
        Map<String, TieBooks.Bounds> bounds = books.expectedTies();
        Map<String, Integer> counts = new TreeMap<>();
        ties().forEach(tie -> counts.merge(tie, 1, Integer::sum));
        Set<String> all = new TreeSet<>(counts.keySet());
        all.addAll(bounds.keySet());
        for (String tie : all) {
            TieBooks.Bounds expected = bounds.getOrDefault(tie, TieBooks.Bounds.NONE);
            assertThat(counts.getOrDefault(tie, 0)).as(tie).isBetween(expected.least(), expected.most());
        }
    }
}
