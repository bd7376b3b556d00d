package dev.datamig.extractor.selection;

import dev.datamig.contracts.District;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A district with its rank and how it came by it.
 *
 * @param rank from 1
 * @param score 0 to 100: the points it has of those that it could have
 * @param points by measure; their sum is the score
 * @param owned rows that belong to it
 * @param reference rows that those need
 * @param bytes of both, roughly
 * @param estimated whether rows and bytes were inferred from other districts
 * @param estimatedSeconds how long a run would take; absent when no run has completed yet
 */
public record RankedDistrict(
        int rank,
        District district,
        double score,
        List<Points> points,
        long owned,
        long reference,
        long bytes,
        boolean estimated,
        SortedMap<String, Measured.StoreVolume> stores,
        @Nullable Double estimatedSeconds) {

    /**
     * What one measure contributed.
     *
     * @param value what it gave; absent when nothing
     * @param time the same where it gave a time
     * @param share 0 to 1: of the largest value among the districts, or between the oldest and the newest time
     * @param points what the share is worth by the weight
     */
    public record Points(
            String measure,
            @Nullable Double value,
            @Nullable Instant time,
            double share,
            double weight,
            double points) {}
}
