package dev.datamig.anonymizer.transform;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days in PostgreSQL's own text of {@code date[]}, {@code daterange} and {@code datemultirange}. Each day of a list moves by itself; a range is
 * as long as it was, so its end stays behind its start. Days before Christ, {@code infinity} and open ends stay.
 */
final class DayLists {

    private static final String DAY = "(\\d{4,6})-(\\d\\d)-(\\d\\d)(?! BC)";
    private static final Pattern DAYS = Pattern.compile(DAY);
    private static final Pattern RANGE = Pattern.compile("([\\[(])" + DAY + "," + DAY + "([\\])])");

    private DayLists() {}

    static String map(String text, LongUnaryOperator function) {
        Matcher range = RANGE.matcher(text);
        var out = new StringBuilder();
        int at = 0;
        while (range.find()) {
            out.append(days(text.substring(at, range.start()), function));
            long start = day(range, 2);
            long fake = function.applyAsLong(start);
            out.append(range.group(1)).append(written(fake)).append(',');
            out.append(written(fake + day(range, 5) - start)).append(range.group(8));
            at = range.end();
        }
        return out.append(days(text.substring(at), function)).toString();
    }

    private static String days(String text, LongUnaryOperator function) {
        return DAYS.matcher(text).replaceAll(found -> {
            long day = LocalDate.of(
                            Integer.parseInt(found.group(1)),
                            Integer.parseInt(found.group(2)),
                            Integer.parseInt(found.group(3)))
                    .toEpochDay();
            return written(function.applyAsLong(day));
        });
    }

    private static long day(Matcher found, int first) {
        LocalDate start = LocalDate.of(Integer.parseInt(found.group(first)), 1, 1);
        return start.withMonth(Integer.parseInt(found.group(first + 1)))
                .plus(Integer.parseInt(found.group(first + 2)) - 1L, ChronoUnit.DAYS)
                .toEpochDay();
    }

    private static String written(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return String.format(Locale.ROOT, "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
