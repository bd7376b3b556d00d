package dev.datamig.contracts.landscape;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which districts there are, and by what they are ranked.
 *
 * @param query on the store's source; gives id and name of every district, two columns of any type (read as text)
 * @param measures by name, in the file's order
 * @param priorityQuery gives id and priority of districts; absent when {@code priorities} has them or there are none
 * @param priorities by district
 * @param weights of measures, {@code records}, {@code bytes} and {@code priority}, where they are not the default
 */
public record DistrictQuery(
        String store,
        String query,
        Map<String, Measure> measures,
        @Nullable Measure priorityQuery,
        Map<String, Double> priorities,
        Map<String, Double> weights) {

    /** The rows of the subset, those that the district owns. */
    public static final String RECORDS = "records";
    /** What these rows take on disk. */
    public static final String BYTES = "bytes";
    /** What the landscape says that the district is worth. */
    public static final String PRIORITY = "priority";

    /** Districts that are ranked by their records alone. */
    public DistrictQuery(String store, String query) {
        this(store, query, Map.of(), null, Map.of(), Map.of());
    }

    /**
     * A number or a time by which districts compare.
     *
     * @param query gives it for {@code :district} ({@code $district} in a graph), or, where it does not mention that, in two columns
     *     the id and it for every district
     */
    public record Measure(String store, String query) {}

    /** How much a measure counts: what the file says; else 1 for records, priority and each measure, 0 for bytes. */
    public double weight(String measure) {
        return weights.getOrDefault(measure, measure.equals(BYTES) ? 0.0 : 1.0);
    }

    /** Whether districts have priorities at all. */
    public boolean prioritized() {
        return priorityQuery != null || !priorities.isEmpty();
    }
}
