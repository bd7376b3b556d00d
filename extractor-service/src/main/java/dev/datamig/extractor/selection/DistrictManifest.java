package dev.datamig.extractor.selection;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The districts in order.
 *
 * @param measuredAt when
 * @param rankedBy in words
 * @param known how many districts there are
 * @param districts the first of them
 */
public record DistrictManifest(Instant measuredAt, String rankedBy, int known, List<RankedDistrict> districts) {

    /** @param top how many to keep; all when not positive */
    public static DistrictManifest of(List<RankedDistrict> measured, int top, Instant at) {
        List<RankedDistrict> sorted = measured.stream()
                .sorted(Comparator.comparingLong(RankedDistrict::owned)
                        .reversed()
                        .thenComparing(each -> each.district().id()))
                .toList();
        int kept = top > 0 ? Math.min(top, sorted.size()) : sorted.size();
        List<RankedDistrict> ranked = IntStream.range(0, kept)
                .mapToObj(i -> sorted.get(i).ranked(i + 1))
                .toList();
        return new DistrictManifest(at, "rows owned, most first", measured.size(), ranked);
    }
}
