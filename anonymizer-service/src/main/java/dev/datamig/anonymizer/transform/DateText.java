package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.constraint.PlainDay;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates written as text, mapped and written again in the same form: ISO, {@code 5/3/2014}, {@code 03.05.2014}, {@code 20140503}, {@code May 3, 2014}. */
public final class DateText {

    private static final Pattern ISO = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    private DateText() {}

    /** Maps the first date in the text; a text without one stays. */
    public static String map(String text, UnaryOperator<LocalDate> function) {
        LocalDate plain = PlainDay.of(text);
        if (plain != null) {
            LocalDate fake = function.apply(plain);
            return padded(fake.getYear(), 4) + "-" + padded(fake.getMonthValue(), 2) + "-"
                    + padded(fake.getDayOfMonth(), 2);
        }
        Matcher iso = ISO.matcher(text);
        if (iso.find()) {
            return written(text, iso, function, 1, 3, 4);
        }
        Matcher other = MONTH_FIRST.matcher(text);
        if (other.find()) {
            boolean dayFirst = other.group(2).equals(".") || Integer.parseInt(other.group(1)) > 12;
            return written(text, other, function, 4, dayFirst ? 3 : 1, dayFirst ? 1 : 3);
        }
        Matcher compact = COMPACT.matcher(text.strip());
        if (compact.matches()) {
            return written(text.strip(), compact, function, 1, 2, 3);
        }
        String named = MonthText.map(text, function);
        return named == null ? text : named;
    }

    private static String written(
            String text, Matcher found, UnaryOperator<LocalDate> function, int year, int month, int day) {
        LocalDate date;
        try {
            int y = Integer.parseInt(found.group(year));
            date = LocalDate.of(
                    y < 100 ? (y < 40 ? 2000 + y : 1900 + y) : y,
                    Integer.parseInt(found.group(month)),
                    Integer.parseInt(found.group(day)));
        } catch (DateTimeException e) {
            return text;
        }
        LocalDate fake = function.apply(date);
        var out = new StringBuilder(text);
        for (int group = found.groupCount(); group >= 1; group--) {
            int value = group == year
                    ? fake.getYear()
                    : group == month ? fake.getMonthValue() : group == day ? fake.getDayOfMonth() : -1;
            if (value >= 0) {
                int width = found.group(group).length();
                int shown = width == 2 && group == year ? value % 100 : value;
                out.replace(found.start(group), found.end(group), padded(shown, width));
            }
        }
        return out.toString();
    }

    private static String padded(int value, int width) {
        String digits = String.valueOf(value);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
