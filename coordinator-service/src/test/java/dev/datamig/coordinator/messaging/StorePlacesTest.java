package dev.datamig.coordinator.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Topics;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StorePlacesTest {

    private static final List<String> STORES = List.of("ids", "hcp1", "hcp2", "adb", "sp");

    private final StorePlaces places = new StorePlaces(STORES, topic -> 6);

    private int place(String run, String store) {
        return places.of(Topics.LOAD_COMMANDS, run + "/" + store).orElseThrow();
    }

    @Test
    void everyStoreOfARunHasAPartitionOfItsOwn() {
        for (int i = 0; i < 1000; i++) {
            String run = "mig-20260101T000000Z-" + i;
            assertThat(STORES.stream().map(store -> place(run, store)))
                    .doesNotHaveDuplicates()
                    .allMatch(partition -> partition >= 0 && partition < 6);
        }
    }

    @Test
    void aRunsOrdersForAStoreStayTogetherAndRunsAreSpread() {
        assertThat(place("mig-1", "sp")).isEqualTo(place("mig-1", "sp"));
        assertThat(java.util.stream.IntStream.range(0, 100).map(i -> place("mig-" + i, "sp")))
                .contains(0, 1, 2, 3, 4, 5);
    }

    @Test
    void withFewerPartitionsTheyAreShared() {
        var two = new StorePlaces(STORES, topic -> 2);
        assertThat(STORES.stream().map(store -> two.of(Topics.LOAD_COMMANDS, "mig-1/" + store)))
                .containsOnly(OptionalInt.of(0), OptionalInt.of(1));
    }

    @Test
    void whatIsNoOrderForAStoreIsLeftToItsKey() {
        assertThat(places.of(Topics.LOAD_COMMANDS, "mig-1/other")).isEmpty();
        assertThat(places.of(Topics.LOAD_COMMANDS, "mig-1")).isEmpty();
        assertThat(places.of(Topics.RUN_EVENTS, "mig-1/sp")).isEmpty();
    }
}
