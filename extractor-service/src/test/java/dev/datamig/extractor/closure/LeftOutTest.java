package dev.datamig.extractor.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subset without the rows that are left out is that of a source which does not have them. */
class LeftOutTest {

    private static final int TABLES = 6;
    private static final int ROWS = 5;

    private final List<Link> links = new ArrayList<>();
    private List<Edge> edges = new ArrayList<>();

    private record Edge(Link link, long child, long parent) {}

    private static TableId table(int number) {
        return TableId.of((number % 2 == 0 ? "even:" : "odd:") + "t" + number);
    }

    private static RowSets row(TableId table, long row) {
        RowSets rows = new RowSets();
        rows.add(table, RowSet.of(row));
        return rows;
    }

    private void random(Random random) {
        for (int i = 0; i < 2 * TABLES + random.nextInt(TABLES); i++) {
            TableId from = table(1 + random.nextInt(TABLES - 1));
            TableId to = table(random.nextInt(TABLES));
            Link link = new Link(i, Link.Kind.REFERENCE, from, to, "r" + i, random.nextInt(5) > 0, true, false);
            links.add(link);
            for (long child = 0; child < ROWS; child++) {
                if (random.nextInt(3) > 0) {
                    edges.add(new Edge(link, child, random.nextInt(ROWS)));
                }
            }
        }
    }

    private List<RowSet> travel(List<Journey> journeys) {
        return journeys.stream().map(this::travel).toList();
    }

    private RowSet travel(Journey journey) {
        RowSet ends = new RowSet();
        boolean forward = journey.move().forward();
        for (Edge edge : edges) {
            if (edge.link().id() == journey.move().link().id()
                    && journey.rows().contains(forward ? edge.child() : edge.parent())) {
                ends.add(forward ? edge.parent() : edge.child());
            }
        }
        return ends;
    }

    /** By hand: again and again, whoever refers to a row that is out is out. */
    private RowSets out(RowSets loose) {
        RowSets out = loose.copy();
        for (long before = -1; before != out.size(); ) {
            before = out.size();
            for (Edge edge : edges) {
                if (out.contains(edge.link().to(), edge.parent())) {
                    out.addAll(row(edge.link().from(), edge.child()));
                }
            }
        }
        return out;
    }

    private static RowSets some(Random random, RowSets rows) {
        RowSets some = new RowSets();
        for (TableId table : rows.tables()) {
            for (long row = 0; row < ROWS; row++) {
                if (rows.contains(table, row) && random.nextInt(6) == 0) {
                    some.addAll(row(table, row));
                }
            }
        }
        return some;
    }

    private static String text(RowSets rows) {
        StringBuilder text = new StringBuilder();
        for (TableId table : rows.tables()) {
            for (long row = 0; row < ROWS; row++) {
                text.append(rows.contains(table, row) ? table + "#" + row + " " : "");
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void isAsIfTheRowsWereNotThere(long seed) {
        Random random = new Random(seed);
        random(random);
        Set<TableId> adopted = random.nextBoolean() ? Set.of() : Set.of(table(random.nextInt(TABLES)));
        ClosurePlan plan = new ClosurePlan(links, adopted);
        Roots roots = new Roots(row(table(0), 1), row(table(0), 2));
        Subset whole = Closure.of(plan, roots, this::travel);
        RowSets loose = some(random, whole.owned());
        loose.addAll(some(random, whole.reference()));

        LeftOut leftOut = LeftOut.of(plan, this::travel, loose);
        Subset subset = Closure.of(plan, leftOut.among(roots), leftOut.traveller());
        RowSets missed = leftOut.missed();

        RowSets out = out(loose);
        edges = edges.stream()
                .filter(edge -> !out.contains(edge.link().from(), edge.child())
                        && !out.contains(edge.link().to(), edge.parent()))
                .toList();
        Subset expected = Closure.of(
                plan, new Roots(roots.chosen().minus(out), roots.others().minus(out)), this::travel);
        assertThat(text(subset.owned())).isEqualTo(text(expected.owned()));
        assertThat(text(subset.reference())).isEqualTo(text(expected.reference()));
        assertThat(text(missed.minus(out))).isEmpty();
        if (adopted.isEmpty()) {
            assertThat(text(missed.intersect(whole.owned())))
                    .isEqualTo(text(whole.owned().intersect(out)));
        }
        out.tables()
                .forEach(table ->
                        assertThat(leftOut.has(table, firstOf(out.of(table)))).isTrue());
    }

    private static long firstOf(RowSet rows) {
        for (long row = 0; row < ROWS; row++) {
            if (rows.contains(row)) {
                return row;
            }
        }
        throw new AssertionError("no rows");
    }
}
