package dev.datamig.anonymizer.masking;

import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of a field of a composite value as the cell that it would be in a column of its own, and back. */
final class FieldCell {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .optionalStart()
            .appendOffset("+HH:mm", "+00")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "+00")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private FieldCell() {}

    /** Null for what no cell can be made of: an infinity, a year before the common era. */
    static @Nullable Object of(Physical physical, String text) {
        try {
            return switch (physical) {
                case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                case BOOLEAN -> text.equals("t");
                case INT32 -> Integer.valueOf(text);
                case INT64 -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case DATE -> (int) LocalDate.parse(text).toEpochDay();
                case TIMESTAMP -> micros(LocalDateTime.parse(text, TIME).atOffset(ZoneOffset.UTC));
                case TIMESTAMPTZ -> micros(OffsetDateTime.parse(text, TIME));
                case BYTES -> HexFormat.of().parseHex(text, 2, text.length());
            };
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return null; // the caller empties what it cannot mask
        }
    }

    static String text(Physical physical, Object cell) {
        return switch (physical) {
            case BOOLEAN -> (Boolean) cell ? "t" : "f";
            case TIMESTAMPTZ -> TextForm.of(physical, cell) + "+00";
            default -> TextForm.of(physical, cell);
        };
    }

    private static long micros(OffsetDateTime time) {
        return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
