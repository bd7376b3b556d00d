package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** One value for all rows. */
final class ConstantStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition(
                "constant",
                "one value for all",
                List.of(Parameter.text("value", "the value, in the column's text form")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.HIDES_ORDER, Promise.HIDES_LENGTH, Promise.HIDES_FREQUENCY);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        if (params.text("value").isEmpty()) {
            return List.of("constant needs a value");
        }
        if (target.unique()) {
            return List.of("the column is unique, one value for all rows cannot be");
        }
        String value = params.text("value").orElse("");
        Integer max = target.column().maxLength();
        if (max != null && value.length() > max) {
            return List.of("the value is longer than the column");
        }
        return readable(target, value) ? List.of() : List.of("the value is none of the column's type");
    }

    private static boolean readable(Target target, String value) {
        if (target.shape() == ColumnShape.ENUM) {
            return target.column().allowed().contains(value);
        }
        try {
            cell(target, value);
            return true;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private static Object cell(Target target, String value) {
        return switch (target.column().physical()) {
            case BOOLEAN ->
                switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("not a boolean");
                };
            case INT32 -> Integer.valueOf(value);
            case INT64 -> Long.valueOf(value);
            case FLOAT -> Float.valueOf(value);
            case DOUBLE -> Double.valueOf(value);
            case DATE -> (int) LocalDate.parse(value).toEpochDay();
            case TIMESTAMP, TIMESTAMPTZ -> LocalDate.parse(value).toEpochDay() * 86_400_000_000L;
            case TEXT, BYTES -> Cells.utf8(value);
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        Object value = cell(target, params.text("value").orElse(""));
        return (cell, row) -> value;
    }
}
