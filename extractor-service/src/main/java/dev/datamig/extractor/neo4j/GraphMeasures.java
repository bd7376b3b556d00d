package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.landscape.DistrictQuery.Measure;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.selection.Measured.Value;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;

/** Asks a graph for the numbers and times by which districts compare. */
public final class GraphMeasures {

    private static final String PARAMETER = "$district";

    private final GraphSource source;

    public GraphMeasures(GraphSource source) {
        this.source = source;
    }

    /** A measure for these districts; one for which it gives nothing is not in the result. */
    public Map<String, Value> of(String name, Measure measure, List<String> districts) {
        Map<String, Value> values = new HashMap<>();
        String what = "measuring " + name;
        if (!measure.query().contains(PARAMETER)) {
            source.read(
                    what,
                    measure.query(),
                    Map.of(),
                    row -> value(name, row, 1)
                            .ifPresent(value ->
                                    values.put(String.valueOf(row.get(0).asObject()), value)));
            return values;
        }
        for (String district : districts) {
            source.read(
                    what,
                    measure.query(),
                    Map.of("district", district),
                    row -> value(name, row, 0).ifPresent(value -> values.putIfAbsent(district, value)));
        }
        return values;
    }

    private Optional<Value> value(String name, Record row, int place) {
        Object value = row.size() == place + 1 ? row.get(place).asObject() : row;
        return switch (value) {
            case null -> Optional.empty();
            case Number number -> Optional.of(Value.of(number.doubleValue()));
            case ZonedDateTime time -> Optional.of(Value.of(time.toInstant()));
            case LocalDateTime time -> Optional.of(Value.of(time.toInstant(ZoneOffset.UTC)));
            case LocalDate day ->
                Optional.of(Value.of(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
            default ->
                throw new ExtractionException(
                        ExtractorCode.LANDSCAPE_MISMATCH,
                        "store " + source.store() + ": districts, " + name
                                + ": the query gives neither numbers nor times");
        };
    }
}
