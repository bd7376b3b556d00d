package dev.datamig.anonymizer.constraint;

import dev.datamig.contracts.schema.ColumnSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Cells as conditions see them. */
public final class SqlValue {

    private static final long MICROS = 1_000_000L;

    private SqlValue() {}

    /** The value of a cell; null for NULL, and for what is no value of the column's type. */
    public static @Nullable Object of(ColumnSchema column, @Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Boolean truth -> truth;
            case Float number -> Float.isFinite(number) ? new BigDecimal(number.toString()) : null;
            case Double number -> Double.isFinite(number) ? new BigDecimal(number.toString()) : null;
            case Integer number ->
                column.baseType().equals("date") ? date(number) : (Object) BigDecimal.valueOf(number);
            case Long number ->
                column.baseType().startsWith("timestamp") ? moment(number) : (Object) BigDecimal.valueOf(number);
            case byte[] bytes -> text(column, new String(bytes, StandardCharsets.UTF_8));
            default -> null;
        };
    }

    /** A value as rules write it; null when it is none of the column's type. */
    public static @Nullable Object written(ColumnSchema column, String text) {
        try {
            return switch (column.baseType()) {
                case "date", "timestamp", "timestamptz" -> Casts.date(text);
                case "bool" -> Boolean.valueOf(text);
                case "int2", "int4", "int8", "float4", "float8", "numeric" -> number(text);
                default -> text(column, text);
            };
        } catch (NotUnderstood e) {
            return null;
        }
    }

    /** A value of one column where a column of another type holds it too; null for what cannot stand there. */
    static @Nullable Object as(ColumnSchema column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (column.baseType()) {
            case "text", "varchar", "bpchar", "name" -> value instanceof Folded folded ? folded.text() : shown(value);
            case "citext" -> value instanceof Folded ? value : new Folded(shown(value));
            case "int2", "int4", "int8", "numeric" -> value instanceof String text ? number(text) : value;
            case "date", "timestamp", "timestamptz" -> value instanceof String text ? time(column, text) : value;
            default -> value;
        };
    }

    /** Graphs and documents hold dates as text. */
    private static @Nullable Object time(ColumnSchema column, String text) {
        try {
            return column.baseType().equals("date") ? Casts.date(text) : Casts.moment(text);
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private static String shown(Object value) {
        return Casts.text(value);
    }

    private static @Nullable LocalDate date(int day) {
        return Math.abs((long) day) > 300_000_000 ? null : LocalDate.ofEpochDay(day);
    }

    private static @Nullable LocalDateTime moment(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        return Math.abs(seconds) > 9_000_000_000_000L
                ? null
                : LocalDateTime.ofEpochSecond(seconds, (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    private static @Nullable Object text(ColumnSchema column, String text) {
        return switch (column.baseType()) {
            case "numeric" -> number(text);
            case "bpchar" -> text.stripTrailing();
            case "citext" -> new Folded(text);
            default -> text;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // NaN and the infinities, which ranges say nothing sensible of
        }
    }
}
