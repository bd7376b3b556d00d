package dev.datamig.extractor.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random links and rows; the closure, which has an oracle of its own, says which rows are in. */
class LineageTest {

    private static final int CASES = 300;
    private static final int ROWS = 7;

    private final List<TableId> tables =
            IntStream.range(0, 5).mapToObj(i -> TableId.of("s:t" + i)).toList();

    /** A small world, made of one seed. */
    private final class World {
        final Random random;
        final List<Link> links = new ArrayList<>();
        final List<long[]> edges = new ArrayList<>();
        final Set<TableId> adopted = new HashSet<>();
        final Roots roots = new Roots(new RowSets(), new RowSets());

        World(long seed) {
            random = new Random(seed);
            for (int i = 3 + random.nextInt(7); i > 0; i--) {
                link();
            }
            IntStream.range(0, random.nextInt(3)).forEach(i -> adopted.add(any()));
            TableId root = any();
            for (long row = 0; row < ROWS; row++) {
                (row % 3 == 0 ? roots.chosen() : roots.others()).add(root, RowSet.of(row));
            }
        }

        private void link() {
            Link.Kind kind = Link.Kind.values()[random.nextInt(5) < 3 ? 0 : random.nextInt(3)];
            int id = links.size();
            boolean entity = kind == Link.Kind.REFERENCE && random.nextInt(6) == 0;
            links.add(new Link(id, kind, any(), any(), "link" + id, random.nextInt(4) > 0, false, entity));
            for (int i = random.nextInt(ROWS); i > 0; i--) {
                edges.add(new long[] {id, random.nextInt(ROWS), random.nextInt(ROWS)});
            }
        }

        private TableId any() {
            return tables.get(random.nextInt(tables.size()));
        }

        List<RowSet> travel(List<Journey> journeys) {
            return journeys.stream()
                    .map(journey -> {
                        int from = journey.move().forward() ? 1 : 2;
                        RowSet ends = new RowSet();
                        edges.stream()
                                .filter(edge -> edge[0] == journey.move().link().id()
                                        && journey.rows().contains(edge[from]))
                                .forEach(edge -> ends.add(edge[3 - from]));
                        return ends;
                    })
                    .toList();
        }
    }

    @Test
    void saysOfEveryRowWhatTheClosureSaysAndNamesAChainOfItsMoves() {
        long first = Long.getLong("datamig.random.seed", System.nanoTime() & 0xffff_ffffL);
        for (long seed = first; seed < first + CASES; seed++) {
            World world = new World(seed);
            ClosurePlan plan = new ClosurePlan(world.links, world.adopted);
            Subset subset = Closure.of(plan, world.roots, world::travel);
            for (TableId table : tables) {
                for (long row = 0; row < ROWS; row++) {
                    Optional<Lineage.Found> found = new Lineage(
                                    plan, world.roots, world::travel, new Lineage.Limits(1_000, ROWS, 100))
                            .of(table, row);
                    assertThat(found.map(Lineage.Found::owned))
                            .as("seed %d, %s %d: owned", seed, table, row)
                            .isEqualTo(membership(subset, table, row));
                    if (found.isPresent()) {
                        check(found.get().chain(), plan, subset, world, "seed " + seed);
                        assertThat(found.get().chain().get(found.get().chain().size() - 1))
                                .as("seed %d, the end of the chain", seed)
                                .matches(step -> step.table().equals(table))
                                .extracting(Step::row)
                                .isEqualTo(row);
                    }
                }
            }
        }
    }

    private static Optional<Boolean> membership(Subset subset, TableId table, long row) {
        return subset.owned().contains(table, row)
                ? Optional.of(true)
                : subset.reference().contains(table, row) ? Optional.of(false) : Optional.empty();
    }

    private static void check(List<Step> chain, ClosurePlan plan, Subset subset, World world, String seed) {
        assertThat(world.roots
                        .chosen()
                        .contains(chain.get(0).table(), chain.get(0).row()))
                .as("%s: begins at a root", seed)
                .isTrue();
        for (int i = 1; i < chain.size(); i++) {
            Step before = chain.get(i - 1);
            Step step = chain.get(i);
            Move move = step.by();
            assertThat(move).as(seed).isNotNull();
            List<Move> allowed = new ArrayList<>(plan.neededFrom(before.table()));
            if (subset.owned().contains(step.table(), step.row())) {
                allowed.addAll(plan.downFrom(before.table()));
                allowed.addAll(plan.adoptingFrom(before.table()));
            }
            assertThat(allowed).as(seed).contains(move);
            assertThat(membership(subset, step.table(), step.row())).as(seed).isPresent();
            assertThat(world.travel(List.of(new Journey(move, RowSet.of(before.row()))))
                            .get(0)
                            .contains(step.row()))
                    .as("%s: a step that is there", seed)
                    .isTrue();
        }
    }

    @Test
    void givesUpWhenTheWayUpIsTooWide() {
        World world = new World(1);
        world.links.clear();
        world.edges.clear();
        world.adopted.clear();
        world.links.add(new Link(0, Link.Kind.REFERENCE, tables.get(1), tables.get(0), "down", true, false, false));
        world.links.add(new Link(1, Link.Kind.REFERENCE, tables.get(1), tables.get(2), "needs", true, false, false));
        for (int row = 0; row < 5; row++) {
            world.edges.add(new long[] {1, row, 6});
        }
        world.edges.add(new long[] {0, 4, 0});
        RowSets chosen = new RowSets();
        chosen.add(tables.get(0), RowSet.of(0));
        ClosurePlan plan = new ClosurePlan(world.links, Set.of());
        Roots roots = new Roots(chosen, new RowSets());

        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(5, 9, 1)).of(tables.get(2), 6))
                .hasValueSatisfying(found ->
                        assertThat(found.chain()).extracting(Step::because).containsExactly("root", "down", "needs"));
        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(4, 9, 1)).of(tables.get(2), 6))
                .isEmpty();
        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(5, 9, 0)).of(tables.get(2), 6))
                .isEmpty();
    }
}
