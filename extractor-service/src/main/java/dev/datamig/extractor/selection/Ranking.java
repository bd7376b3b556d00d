package dev.datamig.extractor.selection;

import dev.datamig.contracts.command.RunPace;
import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.extractor.selection.Measured.StoreVolume;
import dev.datamig.extractor.selection.Measured.Value;
import dev.datamig.extractor.selection.Measured.Volume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts districts in order: each measure gives a share of its weight, a number by comparison with the largest, a time by its place
 * between the oldest and the newest. A negative weight turns a measure round.
 */
public final class Ranking {

    private final DistrictQuery by;
    private final List<Measured> districts;
    private final Map<String, Double> weights = new LinkedHashMap<>();

    /** @param by the landscape's measures and weights */
    public Ranking(DistrictQuery by, List<Measured> districts) {
        this.by = by;
        this.districts = districts;
        by.measures().keySet().forEach(this::weigh);
        if (by.prioritized()) {
            weigh(DistrictQuery.PRIORITY);
        }
        weigh(DistrictQuery.RECORDS);
        weigh(DistrictQuery.BYTES);
    }

    private void weigh(String measure) {
        if (by.weight(measure) != 0) {
            weights.put(measure, by.weight(measure));
        }
    }

    /** The districts by the landscape's measures alone, the first ones first: for these it is worth to count rows. */
    public List<Measured> preliminary() {
        return sorted(districts);
    }

    private List<Measured> sorted(List<Measured> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble((Measured each) -> -score(points(each)))
                        .thenComparing(each -> each.district().id()))
                .toList();
    }

    /** @param top how many to list; all when not positive */
    public DistrictManifest manifest(int top, @Nullable RunPace pace, Instant at) {
        List<RankedDistrict> ranked = new ArrayList<>();
        for (Measured each : sorted(districts)) {
            if (top <= 0 || ranked.size() < top) {
                ranked.add(ranked(ranked.size() + 1, each, pace));
            }
        }
        long counted = districts.stream()
                .filter(each -> each.volume() != null && !each.volume().estimated())
                .count();
        Double seconds = pace == null
                ? null
                : rounded(ranked.stream()
                        .mapToDouble(each -> Objects.requireNonNullElse(each.estimatedSeconds(), 0.0))
                        .sum());
        return new DistrictManifest(
                DistrictManifest.VERSION, at, words(), weights, districts.size(), (int) counted, pace, seconds, ranked);
    }

    private String words() {
        return "score: each measure's share of its weight, in percent of all weights; " + weights;
    }

    private RankedDistrict ranked(int rank, Measured each, @Nullable RunPace pace) {
        Volume volume = Objects.requireNonNullElseGet(each.volume(), () -> new Volume(new TreeMap<>(), true));
        List<RankedDistrict.Points> points = points(each);
        return new RankedDistrict(
                rank,
                each.district(),
                rounded(score(points)),
                points,
                volume.owned(),
                volume.reference(),
                volume.bytes(),
                volume.estimated(),
                volume.stores(),
                pace == null ? null : rounded(pace.secondsFor(volume.owned() + volume.reference())));
    }

    private static double score(List<RankedDistrict.Points> points) {
        return points.stream().mapToDouble(RankedDistrict.Points::points).sum();
    }

    private List<RankedDistrict.Points> points(Measured district) {
        double all = weights.values().stream().mapToDouble(Math::abs).sum();
        List<RankedDistrict.Points> points = new ArrayList<>();
        weights.forEach((measure, weight) -> {
            Value value = value(district, measure);
            double share = share(measure, value);
            double worth = 100 * Math.abs(weight) / all * (weight < 0 ? 1 - share : share);
            points.add(new RankedDistrict.Points(
                    measure,
                    value == null || value.time() != null ? null : value.number(),
                    value == null ? null : value.time(),
                    rounded(share),
                    weight,
                    rounded(worth)));
        });
        return points;
    }

    private static @Nullable Value value(Measured district, String measure) {
        Volume volume = district.volume();
        return switch (measure) {
            case DistrictQuery.RECORDS -> volume == null ? null : Value.of(volume.owned());
            case DistrictQuery.BYTES -> volume == null ? null : Value.of(volume.bytes());
            default -> district.values().get(measure);
        };
    }

    private double share(String measure, @Nullable Value value) {
        if (value == null) {
            return 0;
        }
        double[] others = districts.stream()
                .map(each -> value(each, measure))
                .filter(Objects::nonNull)
                .mapToDouble(Value::number)
                .sorted()
                .toArray();
        double least = value.time() == null ? Math.min(0, others[0]) : others[0];
        double most = others[others.length - 1];
        return most > least ? (value.number() - least) / (most - least) : 1;
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }

    /**
     * Volumes for the districts that were not counted: what the counted ones have, scaled by the measure that follows their rows best;
     * their mean where there is none.
     */
    public static List<Measured> estimated(List<Measured> districts) {
        List<Measured> counted =
                districts.stream().filter(each -> each.volume() != null).toList();
        return districts.stream()
                .map(each -> each.volume() == null && !counted.isEmpty() ? each.with(estimate(each, counted)) : each)
                .toList();
    }

    private static Volume estimate(Measured district, List<Measured> counted) {
        double scale = basis(counted)
                .map(measure -> number(district, measure)
                        / counted.stream()
                                .mapToDouble(each -> number(each, measure))
                                .sum())
                .orElse(1.0 / counted.size());
        TreeMap<String, StoreVolume> stores = new TreeMap<>();
        for (Measured each : counted) {
            Objects.requireNonNull(each.volume())
                    .stores()
                    .forEach((store, volume) -> stores.merge(store, volume, Ranking::sum));
        }
        stores.replaceAll((store, sum) -> new StoreVolume(
                Math.round(sum.owned() * scale), Math.round(sum.reference() * scale), Math.round(sum.bytes() * scale)));
        return new Volume(stores, true);
    }

    private static StoreVolume sum(StoreVolume one, StoreVolume other) {
        return new StoreVolume(
                one.owned() + other.owned(), one.reference() + other.reference(), one.bytes() + other.bytes());
    }

    private static double number(Measured district, String measure) {
        Value value = district.values().get(measure);
        return value == null ? 0 : value.number();
    }

    /** The numeric measure whose ratio to the rows varies least among the counted districts. */
    private static Optional<String> basis(List<Measured> counted) {
        return counted.get(0).values().keySet().stream()
                .filter(measure -> !measure.equals(DistrictQuery.PRIORITY))
                .filter(measure -> counted.stream().allMatch(each -> {
                    Value value = each.values().get(measure);
                    return value != null && value.time() == null && value.number() > 0;
                }))
                .min(Comparator.comparingDouble((String measure) -> variation(measure, counted))
                        .thenComparing(measure -> measure));
    }

    private static double variation(String measure, List<Measured> counted) {
        double[] ratios = counted.stream()
                .mapToDouble(each -> Objects.requireNonNull(each.volume()).owned() / number(each, measure))
                .toArray();
        double mean = Arrays.stream(ratios).average().orElse(0);
        double variance = Arrays.stream(ratios)
                .map(ratio -> (ratio - mean) * (ratio - mean))
                .average()
                .orElse(0);
        return mean == 0 ? Double.MAX_VALUE : Math.sqrt(variance) / mean;
    }
}
