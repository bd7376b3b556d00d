package dev.datamig.loader.postgres;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times in the text forms of PostgreSQL, exact over its whole range, years before Christ and infinities included
 * (PostgreSQL documentation, 8.5). The numbers count as {@link dev.datamig.contracts.schema.Physical} says.
 */
final class PgTime {

    private static final int EPOCH_DAYS = 10957;
    private static final long EPOCH_MICROS = 946_684_800_000_000L;
    private static final long MICROS = 1_000_000L;
    private static final int[] TENS = {1, 10, 100, 1_000, 10_000, 100_000};

    private PgTime() {}

    static String date(int days) {
        int pg = days - EPOCH_DAYS;
        if (pg == Integer.MAX_VALUE) {
            return "infinity";
        }
        if (pg == Integer.MIN_VALUE) {
            return "-infinity";
        }
        LocalDate date = LocalDate.ofEpochDay((long) pg + EPOCH_DAYS);
        var text = new StringBuilder(16);
        day(text, date);
        return era(text, date).toString();
    }

    static String timestamp(long micros) {
        return moment(micros, "");
    }

    static String timestamptz(long micros) {
        return moment(micros, "+00");
    }

    private static String moment(long micros, String zone) {
        long pg = micros - EPOCH_MICROS;
        if (pg == Long.MAX_VALUE) {
            return "infinity";
        }
        if (pg == Long.MIN_VALUE) {
            return "-infinity";
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(pg, MICROS) + EPOCH_MICROS / MICROS,
                (int) Math.floorMod(pg, MICROS) * 1000,
                ZoneOffset.UTC);
        var text = new StringBuilder(32);
        day(text, time.toLocalDate());
        padded(text.append(' '), time.getHour(), 2);
        padded(text.append(':'), time.getMinute(), 2);
        padded(text.append(':'), time.getSecond(), 2);
        if (time.getNano() != 0) {
            fraction(text.append('.'), time.getNano() / 1000);
        }
        return era(text.append(zone), time.toLocalDate()).toString();
    }

    private static void fraction(StringBuilder text, int micros) {
        padded(text, micros, 6);
        while (text.charAt(text.length() - 1) == '0') {
            text.setLength(text.length() - 1);
        }
    }

    private static void day(StringBuilder text, LocalDate date) {
        int year = date.getYear();
        padded(text, year > 0 ? year : 1 - year, 4);
        padded(text.append('-'), date.getMonthValue(), 2);
        padded(text.append('-'), date.getDayOfMonth(), 2);
    }

    private static StringBuilder era(StringBuilder text, LocalDate date) {
        return date.getYear() > 0 ? text : text.append(" BC");
    }

    private static void padded(StringBuilder text, int value, int width) {
        for (int place = width - 1; place > 0 && value < TENS[place]; place--) {
            text.append('0');
        }
        text.append(value);
    }
}
