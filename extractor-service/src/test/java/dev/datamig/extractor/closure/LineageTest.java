package dev.datamig.extractor.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random links and rows; the closure, which has an oracle of its own, says which rows are in. */
class LineageTest {

    private static final int CASES = 300;
    private static final int ROWS = RandomWorld.ROWS;
    private static final List<TableId> TABLES = RandomWorld.TABLES;

    @Test
    void saysOfEveryRowWhatTheClosureSaysAndNamesAChainOfItsMoves() {
        long first = Long.getLong("datamig.random.seed", System.nanoTime() & 0xffff_ffffL);
        for (long seed = first; seed < first + CASES; seed++) {
            RandomWorld world = new RandomWorld(seed);
            ClosurePlan plan = new ClosurePlan(world.links, world.adopted);
            Subset subset = Closure.of(plan, world.roots, world::travel);
            for (TableId table : TABLES) {
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

    private static void check(List<Step> chain, ClosurePlan plan, Subset subset, RandomWorld world, String seed) {
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
        RandomWorld world = new RandomWorld(1);
        world.links.clear();
        world.edges.clear();
        world.adopted.clear();
        world.links.add(new Link(0, Link.Kind.REFERENCE, TABLES.get(1), TABLES.get(0), "down", true, false, false));
        world.links.add(new Link(1, Link.Kind.REFERENCE, TABLES.get(1), TABLES.get(2), "needs", true, false, false));
        for (int row = 0; row < 5; row++) {
            world.edges.add(new long[] {1, row, 6});
        }
        world.edges.add(new long[] {0, 4, 0});
        RowSets chosen = new RowSets();
        chosen.add(TABLES.get(0), RowSet.of(0));
        ClosurePlan plan = new ClosurePlan(world.links, Set.of());
        Roots roots = new Roots(chosen, new RowSets());

        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(5, 9, 1)).of(TABLES.get(2), 6))
                .hasValueSatisfying(found ->
                        assertThat(found.chain()).extracting(Step::because).containsExactly("root", "down", "needs"));
        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(4, 9, 1)).of(TABLES.get(2), 6))
                .isEmpty();
        assertThat(new Lineage(plan, roots, world::travel, new Lineage.Limits(5, 9, 0)).of(TABLES.get(2), 6))
                .isEmpty();
    }
}
