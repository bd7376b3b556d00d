package dev.datamig.loader.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadOrderTest {

    private static Dependency<String> needs(String child, String parent) {
        return new Dependency<>(child + ">" + parent, child, parent, false);
    }

    private static Dependency<String> canWait(String child, String parent) {
        return new Dependency<>(child + "~" + parent, child, parent, true);
    }

    @Test
    void parentsComeFirst() {
        var order = LoadOrder.of(List.of("c", "b", "a"), List.of(needs("c", "b"), needs("b", "a"), needs("c", "c")));
        assertThat(order.groups()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(order.deferred()).isEmpty();
    }

    @Test
    void aCycleIsOpenedWhereItCanBeDeferred() {
        var order = LoadOrder.of(List.of("a", "b", "c"), List.of(needs("a", "b"), needs("b", "c"), canWait("c", "a")));
        assertThat(order.groups()).containsExactly(List.of("c"), List.of("b"), List.of("a"));
        assertThat(order.deferred()).extracting(Dependency::name).containsExactly("c~a");
    }

    @Test
    void aCycleThatCannotBeOpenedIsOneGroup() {
        var order = LoadOrder.of(
                List.of("x", "a", "b", "c"),
                List.of(needs("a", "b"), needs("b", "c"), needs("c", "a"), needs("x", "a"), canWait("b", "a")));
        assertThat(order.groups()).containsExactly(List.of("a", "b", "c"), List.of("x"));
    }

    @Test
    void wishesAreFollowedWhereTheyCloseNoCycle() {
        var order = LoadOrder.of(
                List.of("a", "b", "c", "d"),
                List.of(needs("c", "b"), needs("d", "d")),
                List.of(needs("a", "d"), needs("b", "c"), needs("x", "a"), needs("a", "a")));
        assertThat(order.groups()).containsExactly(List.of("d"), List.of("a"), List.of("b"), List.of("c"));
        assertThat(order.deferred()).isEmpty();
    }

    @Test
    void aReferenceToAnUnknownTableIsNoMatter() {
        assertThat(LoadOrder.of(List.of("a"), List.of(needs("a", "z"), needs("z", "a")))
                        .groups())
                .containsExactly(List.of("a"));
    }

    @Test
    void aLongChainIsNoMatter() {
        List<Integer> tables = IntStream.range(0, 20_000).boxed().toList();
        var order = LoadOrder.of(
                tables,
                tables.stream()
                        .skip(1)
                        .map(i -> new Dependency<>("", i - 1, i, false))
                        .toList());
        assertThat(order.groups().get(0)).containsExactly(19_999);
    }

    @Test
    void inRandomGraphsEveryReferenceIsSatisfiedDeferredOrWithinAGroup() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int tables = 1 + random.nextInt(8);
            List<Dependency<Integer>> all = new ArrayList<>();
            for (int j = random.nextInt(16); j > 0; j--) {
                all.add(new Dependency<>("" + j, random.nextInt(tables), random.nextInt(tables), random.nextBoolean()));
            }
            var order = LoadOrder.of(IntStream.range(0, tables).boxed().toList(), all);
            assertThat(order.groups().stream().flatMap(List::stream))
                    .as("seed %d", seed)
                    .hasSize(tables)
                    .doesNotHaveDuplicates();
            for (Dependency<Integer> each : all) {
                assertThat(group(order, each.parent()) <= group(order, each.child())
                                || order.deferred().contains(each))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private static int group(LoadOrder<Integer> order, int table) {
        return IntStream.range(0, order.groups().size())
                .filter(i -> order.groups().get(i).contains(table))
                .findFirst()
                .orElseThrow();
    }
}
