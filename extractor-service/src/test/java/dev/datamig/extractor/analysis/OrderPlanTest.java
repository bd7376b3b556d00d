package dev.datamig.extractor.analysis;

import static dev.datamig.extractor.analysis.Shapes.foreignKey;
import static dev.datamig.extractor.analysis.Shapes.id;
import static dev.datamig.extractor.analysis.Shapes.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.analysis.ExtractionOrder.CycleBreak;
import dev.datamig.extractor.analysis.ExtractionOrder.Step;
import dev.datamig.extractor.analysis.ExtractionOrder.Way;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderPlanTest {

    private static ExtractionOrder order(TableShape... tables) {
        return new OrderPlan(List.of(tables), Shapes.references(List.of(tables))).order();
    }

    private static List<CycleBreak> breaks(ExtractionOrder order) {
        return order.steps().stream().flatMap(step -> step.breaks().stream()).toList();
    }

    @Test
    void putsParentsBeforeChildren() {
        ExtractionOrder order = order(
                table("a", 1, List.of(foreignKey("a_b", "b", "b", false)), "id int4", "b int4"),
                table("b", 1, List.of(foreignKey("b_c", "c", "c", false)), "id int4", "c int4"),
                table("c", 1, List.of(), "id int4"));

        assertThat(order.steps().stream().map(step -> step.tables().get(0))).containsExactly(id("c"), id("b"), id("a"));
        assertThat(order.steps().stream().map(Step::level)).containsExactly(0, 1, 2);
        assertThat(order.cycles()).isEmpty();
    }

    @Test
    void breaksACycleAtTheDeferrableReferenceBeforeTheNullableOne() {
        ExtractionOrder order = order(
                table("a", 1, List.of(foreignKey("a_b", "b", "b", false)), "id int4", "b int4?"),
                table("b", 1, List.of(foreignKey("b_a", "a", "a", true)), "id int4", "a int4"));

        assertThat(order.cycles()).hasSize(1);
        assertThat(breaks(order)).singleElement().satisfies(each -> {
            assertThat(each.reference()).isEqualTo("b_a");
            assertThat(each.way()).isEqualTo(Way.DEFERRABLE);
        });
    }

    @Test
    void breaksACycleAtTheNullableColumnAndNamesIt() {
        ExtractionOrder order = order(
                table("a", 1, List.of(foreignKey("a_b", "b", "b", false)), "id int4", "b int4?"),
                table("b", 1, List.of(foreignKey("b_a", "a", "a", false)), "id int4", "a int4"));

        assertThat(breaks(order)).singleElement().satisfies(each -> {
            assertThat(each.column()).isEqualTo("b");
            assertThat(each.way()).isEqualTo(Way.NULLABLE);
        });
    }

    @Test
    void saysThatACycleCannotBeBroken() {
        ExtractionOrder order = order(
                table("a", 1, List.of(foreignKey("a_b", "b", "b", false)), "id int4", "b int4"),
                table("b", 1, List.of(foreignKey("b_a", "a", "a", false)), "id int4", "a int4"));

        assertThat(breaks(order)).extracting(CycleBreak::way).containsExactly(Way.IMPOSSIBLE);
    }

    @Test
    void aTableThatRefersToItselfIsNoCycleToBreak() {
        ExtractionOrder order =
                order(table("a", 1, List.of(foreignKey("a_a", "parent", "a", false)), "id int4", "parent int4"));

        assertThat(order.cycles()).isEmpty();
        assertThat(breaks(order)).extracting(CycleBreak::way).containsExactly(Way.ONE_STATEMENT);
    }

    @Test
    void whatIsLeftAfterBreakingHasNoCycleAndNoBreakIsTooMany() {
        long seed = System.nanoTime();
        System.getLogger("seeds").log(System.Logger.Level.INFO, "seed {0}", Long.toString(seed));
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            List<TableShape> tables = randomTables(random);
            List<Reference> all = Shapes.references(tables);
            ExtractionOrder order = new OrderPlan(tables, all).order();
            Set<String> broken = new HashSet<>();
            breaks(order).forEach(each -> broken.add(each.reference()));

            List<Reference> rest = new ArrayList<>(all);
            rest.removeIf(each -> broken.contains(each.name()));
            assertThat(isAcyclic(tables, rest)).as("seed %d", seed).isTrue();
            for (Reference each : all) {
                if (broken.contains(each.name())) {
                    List<Reference> more = new ArrayList<>(rest);
                    more.add(each);
                    assertThat(isAcyclic(tables, more))
                            .as("seed %d, %s", seed, each.name())
                            .isFalse();
                }
            }
        }
    }

    private static List<TableShape> randomTables(Random random) {
        List<TableShape> tables = new ArrayList<>();
        int count = 3 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            List<TableShape.ForeignKeyShape> keys = new ArrayList<>();
            for (int k = 0; k < random.nextInt(3); k++) {
                keys.add(foreignKey("t" + i + "_" + k, "c" + k, "t" + random.nextInt(count), random.nextBoolean()));
            }
            tables.add(table("t" + i, 1, keys, "id int4", "c0 int4?", "c1 int4"));
        }
        return tables;
    }

    private static boolean isAcyclic(List<TableShape> tables, List<Reference> references) {
        return Components.of(tables.stream().map(TableShape::id).toList(), references)
                                .size()
                        == tables.size()
                && references.stream().noneMatch(each -> each.from().equals(each.to()));
    }
}
