package dev.datamig.anonymizer.classify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days in lists of days ({@code {1990-04-01,1994-11-30}}), in ranges of one day, and in points of time without a time of day. */
final class Days {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MIDNIGHT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]00:00(?::00(?:\\.0{1,9})?)?(?:Z|[+-]00(?::?00)?)?");
    private static final int MANY = 40;
    private static final double NEARLY_ALL = 0.95;

    private Days() {}

    /** All days of lists; of ranges only those that are one day long, since whatever lasts is no birth. */
    static List<String> of(List<String> values) {
        var out = new ArrayList<String>();
        for (String value : values) {
            List<String> days = in(value);
            boolean list = value.startsWith("{") && value.indexOf('[') < 0 && value.indexOf('(') < 0
                    || Character.isDigit(value.charAt(0));
            if (list) {
                out.addAll(days);
            } else if (days.size() == 1 && value.startsWith("[") && value.endsWith("]")
                    || days.size() == 2 && oneDay(days.getFirst(), days.getLast())) {
                out.add(days.getFirst());
            } else if (!days.isEmpty()) {
                return List.of();
            }
        }
        return out;
    }

    /** The days of points of time; none where some have a time of day. */
    static List<String> ofTimes(List<String> values) {
        return ValueJudge.reaches(values, value -> MIDNIGHT.matcher(value).matches(), NEARLY_ALL) ? values : List.of();
    }

    private static List<String> in(String value) {
        var out = new ArrayList<String>();
        Matcher days = DAY.matcher(value);
        while (out.size() < MANY && days.find()) {
            out.add(days.group());
        }
        return out;
    }

    private static boolean oneDay(String from, String to) {
        try {
            return !LocalDate.parse(from).plusDays(1).isBefore(LocalDate.parse(to));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
