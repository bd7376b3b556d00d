package dev.datamig.extractor.postgres;

import dev.datamig.contracts.landscape.DistrictQuery.Measure;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.catalog.BoundSql;
import dev.datamig.extractor.selection.Measured.Value;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a source for the numbers and times by which districts compare. */
public final class PgMeasures {

    private final PgSource source;

    public PgMeasures(PgSource source) {
        this.source = source;
    }

    /**
     * A measure for these districts; one for which it gives nothing is not in the result.
     *
     * @param name for messages
     * @throws ExtractionException when the query gives neither numbers nor times
     */
    public Map<String, Value> of(String name, Measure measure, List<String> districts) {
        BoundSql sql = BoundSql.of(measure.query());
        Map<String, Value> values = new HashMap<>();
        String what = "measuring " + name;
        if (sql.parameters() == 0) {
            source.with(session -> session.query(what, sql.sql(), List.of(), row -> {
                read(name, row, 2).ifPresent(value -> put(values, row, value));
                return true;
            }));
            return values;
        }
        for (String district : districts) {
            List<String> parameters = Collections.nCopies(sql.parameters(), district);
            source
                    .with(session -> session.queryOrNothing(what, sql.sql(), parameters, row -> read(name, row, 1)))
                    .stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(value -> values.put(district, value));
        }
        return values;
    }

    private static void put(Map<String, Value> values, ResultSet row, Value value) {
        try {
            values.put(String.valueOf(row.getString(1)), value);
        } catch (SQLException e) {
            throw new IllegalStateException("a row that was read cannot be read again", e);
        }
    }

    private Optional<Value> read(String name, ResultSet row, int place) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        if (columns != place) {
            throw problem(
                    name,
                    place == 1 ? "more than one column" : columns + " columns instead of a district's id and a value");
        }
        Object value = row.getObject(place);
        return switch (value) {
            case null -> Optional.empty();
            case Number number -> Optional.of(Value.of(number.doubleValue()));
            case Timestamp time -> Optional.of(Value.of(time.toInstant()));
            case Date day ->
                Optional.of(
                        Value.of(day.toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant()));
            default -> throw problem(name, "neither numbers nor times");
        };
    }

    private ExtractionException problem(String name, String gives) {
        return new ExtractionException(
                ExtractorCode.LANDSCAPE_MISMATCH,
                "store " + source.store() + ": districts, " + name + ": the query gives " + gives);
    }
}
