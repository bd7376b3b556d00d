package dev.datamig.extractor.selection;

import dev.datamig.contracts.District;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a district before it is ranked.
 *
 * @param values by measure; one that gave nothing is absent
 * @param volume absent while it has not been measured
 */
public record Measured(
        District district,
        Map<String, Value> values,
        @Nullable Volume volume) {

    /**
     * What a measure gave: a number, or a time as seconds since 1970.
     *
     * @param time the same as a time, absent for numbers
     */
    public record Value(double number, @Nullable Instant time) {
        public static Value of(double number) {
            return new Value(number, null);
        }

        public static Value of(Instant time) {
            return new Value(time.getEpochSecond(), time);
        }
    }

    /**
     * Rows and bytes.
     *
     * @param estimated whether they were inferred from other districts instead of counted
     */
    public record Volume(SortedMap<String, StoreVolume> stores, boolean estimated) {
        public Volume {
            stores = new TreeMap<>(stores);
        }

        public long owned() {
            return stores.values().stream().mapToLong(StoreVolume::owned).sum();
        }

        public long reference() {
            return stores.values().stream().mapToLong(StoreVolume::reference).sum();
        }

        public long bytes() {
            return stores.values().stream().mapToLong(StoreVolume::bytes).sum();
        }
    }

    /**
     * A district in one store.
     *
     * @param owned rows, nodes and relationships that belong to it
     * @param reference those that they need
     * @param bytes what both take in the source's tables, from the tables' average row
     */
    public record StoreVolume(long owned, long reference, long bytes) {}

    /** The same district with its volume. */
    public Measured with(Volume measured) {
        return new Measured(district, values, measured);
    }
}
