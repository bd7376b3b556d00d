package dev.datamig.extractor.selection;

import dev.datamig.contracts.command.RunPace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The districts in order, as {@code district-manifest.json} has them.
 *
 * @param version of this form
 * @param rankedBy in words
 * @param weights by measure
 * @param known how many districts there are
 * @param counted of how many the rows were counted and not estimated
 * @param pace what the estimated times come from; absent when no run has completed yet
 * @param estimatedSeconds how long runs of all listed districts would take one after the other
 * @param districts the first of them
 */
public record DistrictManifest(
        int version,
        Instant measuredAt,
        String rankedBy,
        Map<String, Double> weights,
        int known,
        int counted,
        @Nullable RunPace pace,
        @Nullable Double estimatedSeconds,
        List<RankedDistrict> districts) {

    /** The form that this version writes. */
    public static final int VERSION = 1;
}
