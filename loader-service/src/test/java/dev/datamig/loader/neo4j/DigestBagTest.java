package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestBagTest {

    @Test
    void countsAsAMapWould() {
        var dice = new Random(7);
        var bag = new DigestBag();
        Map<String, Long> expected = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                String text = "4:x:" + dice.nextInt(4_000);
                bag.add(text);
                expected.merge(text, 1L, Long::sum);
            }
            for (int i = 0; i < 5_000; i++) {
                String text = "4:x:" + i;
                assertThat(bag.count(text)).isEqualTo(expected.getOrDefault(text, 0L));
                assertThat(bag.contains(text)).isEqualTo(expected.containsKey(text));
            }
        }
        bag.clear();
        assertThat(bag.isEmpty()).isTrue();
        assertThat(bag.contains("4:x:1")).isFalse();
    }

    @Test
    void textsThatBelongTogetherAreNotMistakenForOthers() {
        var bag = new DigestBag();
        bag.add(List.of("ab", "c"));

        assertThat(bag.contains(List.of("ab", "c"))).isTrue();
        assertThat(bag.contains(List.of("a", "bc"))).isFalse();
        assertThat(bag.contains("abc")).isFalse();
    }
}
