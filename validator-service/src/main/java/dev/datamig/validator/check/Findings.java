package dev.datamig.validator.check;

import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what checks find and how much they looked at. Equal findings (same check, place and message) are one with a summed
 * count, so that a million bad rows are one line. Not for several threads.
 */
public final class Findings {

    private record Place(
            Check check,
            Severity severity,
            @Nullable TableId table,
            @Nullable String column,
            String message) {}

    private final Map<Place, Long> counts = new LinkedHashMap<>();
    private final Map<Check, Long> looked = new EnumMap<>(Check.class);

    public void error(Check check, @Nullable TableId table, @Nullable String column, long count, String message) {
        add(check, Severity.ERROR, table, column, count, message);
    }

    /** Adds a finding; a count of 0 is none. */
    public void add(
            Check check,
            Severity severity,
            @Nullable TableId table,
            @Nullable String column,
            long count,
            String message) {
        if (count > 0) {
            counts.merge(new Place(check, severity, table, column, message), count, Long::sum);
        }
    }

    /** Takes over what another one has collected. */
    public void addAll(Findings other) {
        other.counts.forEach((place, count) -> counts.merge(place, count, Long::sum));
        other.looked.forEach(this::looked);
    }

    /** Notes that a check looked at so many more things. */
    public void looked(Check check, long more) {
        looked.merge(check, more, Long::sum);
    }

    public long lookedAt(Check check) {
        return looked.getOrDefault(check, 0L);
    }

    /** Whether the check was made at all. */
    public boolean made(Check check) {
        return looked.containsKey(check);
    }

    public boolean hasErrors() {
        return counts.keySet().stream().anyMatch(place -> place.severity() == Severity.ERROR);
    }

    /** In the order in which they were first found. */
    public List<Finding> list() {
        List<Finding> findings = new ArrayList<>();
        counts.forEach((place, count) -> findings.add(new Finding(
                place.check().code(), place.severity(), place.table(), place.column(), count, place.message())));
        return List.copyOf(findings);
    }
}
