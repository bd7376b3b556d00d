package dev.datamig.extractor.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random links and rows; who hangs on another root, and what a row refers to, is found by hand as well. */
class AbsenceTest {

    private static final int CASES = 300;

    @Test
    void namesAChainFromAnotherRootForEveryRowThatHangsOnOne() {
        long first = Long.getLong("datamig.random.seed", System.nanoTime() & 0xffff_ffffL);
        int chains = 0;
        for (long seed = first; seed < first + CASES; seed++) {
            RandomWorld world = new RandomWorld(seed);
            ClosurePlan plan = new ClosurePlan(world.links, world.adopted);
            Absence absence = new Absence(plan, world.roots, world::travel, 1_000, RandomWorld.ROWS);
            RowSets below = below(plan, world);
            for (TableId table : RandomWorld.TABLES) {
                for (long row = 0; row < RandomWorld.ROWS; row++) {
                    List<Step> chain = absence.elsewhere(table, row);
                    assertThat(!chain.isEmpty())
                            .as("seed %d, %s %d", seed, table, row)
                            .isEqualTo(below.contains(table, row));
                    if (!chain.isEmpty()) {
                        check(chain, plan, world, "seed " + seed);
                        Step last = chain.get(chain.size() - 1);
                        assertThat(last.table()).isEqualTo(table);
                        assertThat(last.row()).isEqualTo(row);
                        chains++;
                    }
                    assertThat(told(absence.parents(table, row)))
                            .as("seed %d, %s %d: parents", seed, table, row)
                            .isEqualTo(parents(plan, world, table, row));
                }
            }
        }
        assertThat(chains).isPositive();
    }

    /** Downwards from the other roots, until nothing is added. */
    private static RowSets below(ClosurePlan plan, RandomWorld world) {
        RowSets below = world.roots.others().copy();
        for (long before = -1; before != below.size(); ) {
            before = below.size();
            for (TableId table : RandomWorld.TABLES) {
                for (Move move : plan.downFrom(table)) {
                    below.add(
                            move.end(),
                            world.travel(List.of(new Journey(move, below.of(table))))
                                    .get(0));
                }
            }
        }
        return below;
    }

    private static void check(List<Step> chain, ClosurePlan plan, RandomWorld world, String seed) {
        Step root = chain.get(0);
        assertThat(world.roots.others().contains(root.table(), root.row()))
                .as("%s: begins at another root", seed)
                .isTrue();
        for (int i = 1; i < chain.size(); i++) {
            Step before = chain.get(i - 1);
            Move move = chain.get(i).by();
            assertThat(plan.downFrom(before.table())).as(seed).contains(move);
            assertThat(world.travel(List.of(new Journey(move, RowSet.of(before.row()))))
                            .get(0)
                            .contains(chain.get(i).row()))
                    .as("%s: a step that is there", seed)
                    .isTrue();
        }
    }

    private static Set<String> told(List<Absence.Parent> parents) {
        return parents.stream()
                .map(parent -> text(parent.row().by(), parent.row().row(), parent.followed()))
                .collect(Collectors.toSet());
    }

    private static String text(Move move, long row, boolean followed) {
        return move.link().name() + (move.forward() ? " > " : " < ") + move.end() + "#" + row + " " + followed;
    }

    /** Edge by edge. */
    private static Set<String> parents(ClosurePlan plan, RandomWorld world, TableId table, long row) {
        Set<String> parents = new HashSet<>();
        for (long[] edge : world.edges) {
            Link link = world.links.get((int) edge[0]);
            Move up = new Move(link, true);
            Move back = new Move(link, false);
            if (link.from().equals(table) && edge[1] == row) {
                boolean refers = link.kind() == Link.Kind.REFERENCE;
                boolean followed = plan.downFrom(link.to()).contains(back);
                if (refers || followed) {
                    parents.add(text(up, edge[2], followed));
                }
            }
            if (link.to().equals(table)
                    && edge[2] == row
                    && plan.downFrom(link.from()).contains(up)) {
                parents.add(text(back, edge[1], true));
            }
        }
        return parents;
    }

    @Test
    void showsTheFirstParentsOnlyAndGivesUpWhereTheWayIsTooWide() {
        RandomWorld world = new RandomWorld(1);
        world.links.clear();
        world.edges.clear();
        TableId root = RandomWorld.TABLES.get(0);
        TableId child = RandomWorld.TABLES.get(1);
        world.links.add(new Link(0, Link.Kind.REFERENCE, child, root, "up", true, false, false));
        for (long row = 0; row < 4; row++) {
            world.edges.add(new long[] {0, 6, row});
        }
        RowSets others = new RowSets();
        others.add(root, RowSet.of(2));
        Roots roots = new Roots(new RowSets(), others);
        ClosurePlan plan = new ClosurePlan(world.links, Set.of());

        assertThat(new Absence(plan, roots, world::travel, 4, 3).parents(child, 6))
                .hasSize(3);
        assertThat(new Absence(plan, roots, world::travel, 4, 3).elsewhere(child, 6))
                .extracting(Step::because)
                .containsExactly("root", "up");
        assertThat(new Absence(plan, roots, world::travel, 3, 3).elsewhere(child, 6))
                .isEmpty();
    }
}
