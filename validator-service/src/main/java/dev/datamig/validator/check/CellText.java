package dev.datamig.validator.check;

import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A cell's text form, as fingerprints are made of: PostgreSQL's own for text, ISO dates and times in UTC. */
public final class CellText {

    /** The year of an era with four digits or more and without a sign. */
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(java.util.Locale.ROOT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DAY)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(java.util.Locale.ROOT);

    /** PostgreSQL counts from 2000-01-01 and keeps its extreme numbers for the infinities. */
    private static final int EPOCH_DAYS = 10_957;

    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private CellText() {}

    /** @param cell not null, of the Java type that {@code physical} names */
    public static String of(Physical physical, Object cell) {
        return switch (physical) {
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> cell.toString();
            case DATE -> date((Integer) cell);
            case TIMESTAMP -> time((Long) cell, "");
            case TIMESTAMPTZ -> time((Long) cell, "+00");
            case TEXT -> new String((byte[]) cell, StandardCharsets.UTF_8);
            case BYTES -> "\\x" + HexFormat.of().formatHex((byte[]) cell);
        };
    }

    /** Every form in which the cell may have been written down: of a time also without zone and without zero seconds. */
    public static Set<String> forms(Physical physical, Object cell) {
        if (physical != Physical.TIMESTAMP && physical != Physical.TIMESTAMPTZ) {
            return Set.of(of(physical, cell));
        }
        String bare = of(Physical.TIMESTAMP, cell);
        Set<String> forms = new LinkedHashSet<>(List.of(of(physical, cell), bare));
        forms.add(time((Long) cell).toString().replace('T', ' '));
        return forms;
    }

    private static String date(int days) {
        return switch (days - EPOCH_DAYS) {
            case Integer.MAX_VALUE -> "infinity";
            case Integer.MIN_VALUE -> "-infinity";
            default -> {
                LocalDate date = LocalDate.ofEpochDay(days);
                yield isPlain(date) ? day(new StringBuilder(10), date).toString() : era(DAY.format(date), date);
            }
        };
    }

    private static String time(long micros, String zone) {
        long sinceItsEpoch = micros - EPOCH_MICROS;
        if (sinceItsEpoch == Long.MAX_VALUE || sinceItsEpoch == Long.MIN_VALUE) {
            return sinceItsEpoch > 0 ? "infinity" : "-infinity";
        }
        LocalDateTime time = time(micros);
        if (isPlain(time.toLocalDate())) {
            return moment(time).append(zone).toString();
        }
        return era(TIME.format(time) + zone, time.toLocalDate());
    }

    /** Whether the year has four digits as it is: these are written without a formatter, since batches are full of them. */
    private static boolean isPlain(LocalDate date) {
        return date.getYear() >= 1_000 && date.getYear() <= 9_999;
    }

    private static StringBuilder day(StringBuilder out, LocalDate date) {
        return two(two(out.append(date.getYear()), '-', date.getMonthValue()), '-', date.getDayOfMonth());
    }

    private static StringBuilder moment(LocalDateTime time) {
        StringBuilder out = day(new StringBuilder(29), time.toLocalDate());
        two(two(two(out, ' ', time.getHour()), ':', time.getMinute()), ':', time.getSecond());
        int micros = time.getNano() / 1_000;
        if (micros > 0) {
            out.append('.');
        }
        for (int unit = 100_000; micros > 0; unit /= 10) {
            out.append((char) ('0' + micros / unit));
            micros %= unit;
        }
        return out;
    }

    private static StringBuilder two(StringBuilder out, char sign, int number) {
        return out.append(sign).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static String era(String text, LocalDate date) {
        return date.getYear() < 1 ? text + " BC" : text;
    }

    private static LocalDateTime time(long micros) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
