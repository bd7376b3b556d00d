package dev.datamig.extractor.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datamig.contracts.District;
import dev.datamig.contracts.command.RunPace;
import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.landscape.DistrictQuery.Measure;
import dev.datamig.extractor.selection.Measured.StoreVolume;
import dev.datamig.extractor.selection.Measured.Value;
import dev.datamig.extractor.selection.Measured.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");

    private static DistrictQuery by(Map<String, Double> weights, String... measures) {
        Map<String, Measure> all = new TreeMap<>();
        List.of(measures).forEach(name -> all.put(name, new Measure("s", "…")));
        return new DistrictQuery("s", "…", all, null, Map.of("a", 1.0), weights);
    }

    private static Measured district(String id, @Nullable Volume volume, Map<String, Value> values) {
        return new Measured(new District(id, id), values, volume);
    }

    private static Volume volume(long owned) {
        return new Volume(new TreeMap<>(Map.of("s", new StoreVolume(owned, owned / 10, owned * 100))), false);
    }

    private static DistrictManifest rank(DistrictQuery by, Measured... districts) {
        return new Ranking(by, List.of(districts)).manifest(0, null, OLD);
    }

    @Test
    void theScoreIsTheSumOfItsPoints() {
        DistrictManifest manifest = rank(
                by(Map.of("students", 2.0, "active", 0.5, "priority", 1.0), "students", "active"),
                district(
                        "a",
                        volume(1000),
                        Map.of("students", Value.of(500), "active", Value.of(OLD), "priority", Value.of(4))),
                district(
                        "b",
                        volume(4000),
                        Map.of("students", Value.of(1000), "active", Value.of(NEW), "priority", Value.of(1))));

        RankedDistrict first = manifest.districts().get(0);
        RankedDistrict second = manifest.districts().get(1);
        assertThat(first.district().id()).isEqualTo("b");
        assertThat(first.score()).isCloseTo(100 * (2 + 0.5 + 0.25 + 1) / 4.5, within(0.01));
        assertThat(second.score()).isCloseTo(100 * (1 + 0 + 1 + 0.25) / 4.5, within(0.01));
        for (RankedDistrict each : manifest.districts()) {
            assertThat(each.points().stream()
                            .mapToDouble(RankedDistrict.Points::points)
                            .sum())
                    .isCloseTo(each.score(), within(0.01));
        }
    }

    @Test
    void aNegativeWeightPrefersTheSmaller() {
        DistrictManifest manifest = rank(
                by(Map.of("records", -1.0, "priority", 0.0)),
                district("a", volume(1000), Map.of()),
                district("b", volume(10), Map.of()));

        assertThat(manifest.districts().get(0).district().id()).isEqualTo("b");
    }

    @Test
    void estimatesWhatWasNotCountedByTheMeasureThatFollowsTheRows() {
        List<Measured> all = Ranking.estimated(List.of(
                district("a", volume(1000), Map.of("students", Value.of(100), "schools", Value.of(7))),
                district("b", volume(3000), Map.of("students", Value.of(300), "schools", Value.of(2))),
                district("c", null, Map.of("students", Value.of(50), "schools", Value.of(9)))));

        Volume estimate = all.get(2).volume();
        assertThat(estimate).isNotNull();
        assertThat(estimate.estimated()).isTrue();
        assertThat(estimate.owned()).isEqualTo(500);
        assertThat(estimate.bytes()).isEqualTo(50_000);
        assertThat(all.get(0).volume().estimated()).isFalse();
    }

    @Test
    void tellsHowLongRunsWouldTake() {
        DistrictManifest manifest = new Ranking(
                        by(Map.of()),
                        List.of(district("a", volume(1000), Map.of()), district("b", volume(2000), Map.of())))
                .manifest(1, new RunPace(3, 5, 100), OLD);

        assertThat(manifest.districts()).hasSize(1);
        assertThat(manifest.districts().get(0).estimatedSeconds()).isEqualTo(5 + 2200 / 100.0);
        assertThat(manifest.estimatedSeconds()).isEqualTo(5 + 2200 / 100.0);
    }
}
