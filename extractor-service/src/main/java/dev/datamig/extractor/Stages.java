package dev.datamig.extractor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * How long each stage of an attempt took, and how long each source worked in it: several sessions of a source at the same time count
 * each by itself. For those who ask which source an extraction waited for.
 */
final class Stages {

    private static final Logger LOG = Logger.getLogger(Stages.class);

    private final Supplier<Map<String, Duration>> busy;
    private final List<String> walls = new ArrayList<>();
    private final Map<String, List<String>> ofStores = new TreeMap<>();
    private final long begun = System.nanoTime();
    private Map<String, Duration> before = Map.of();
    private long last = begun;

    /** @param busy how long each source has worked so far */
    Stages(Supplier<Map<String, Duration>> busy) {
        this.busy = busy;
    }

    /** The stage that went on since the last one ended. */
    void ended(String stage) {
        long now = System.nanoTime();
        walls.add(stage + " " + seconds(Duration.ofNanos(now - last)));
        last = now;
        Map<String, Duration> after = busy.get();
        after.forEach((store, time) -> ofStores.computeIfAbsent(store, name -> new ArrayList<>())
                .add(stage + " " + seconds(time.minus(before.getOrDefault(store, Duration.ZERO)))));
        before = after;
    }

    /** One line for the whole and one for each store. */
    void log(String what) {
        LOG.infof("%s took %s: %s", what, seconds(Duration.ofNanos(last - begun)), String.join(", ", walls));
        LOG.infof(
                "%s, statements of each store: %s",
                what,
                ofStores.entrySet().stream()
                        .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                        .collect(Collectors.joining("; ")));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
