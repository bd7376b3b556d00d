package dev.datamig.coordinator.messaging;

import dev.datamig.contracts.Topics;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Where orders to the loader go: the stores of a run to partitions that lie one after the other, each of its own as long as there are as many
 * partitions as stores. By the hash of their keys, two of five stores would mostly share one, and the second wait until the first is
 * loaded. All orders of a run and store go to one partition, as their common key would have it.
 */
final class StorePlaces {

    private final List<String> stores;
    private final ToIntFunction<String> partitions;

    /** @param partitions of a topic */
    StorePlaces(List<String> stores, ToIntFunction<String> partitions) {
        this.stores = List.copyOf(stores);
        this.partitions = partitions;
    }

    /** @return empty where the producer's own choice is right */
    OptionalInt of(String topic, String key) {
        int slash = key.indexOf('/');
        int place = slash < 0 ? -1 : stores.indexOf(key.substring(slash + 1));
        if (place < 0 || !topic.equals(Topics.LOAD_COMMANDS)) {
            return OptionalInt.empty();
        }
        int first = key.substring(0, slash).hashCode();
        return OptionalInt.of(Math.floorMod(first + place, partitions.applyAsInt(topic)));
    }
}
