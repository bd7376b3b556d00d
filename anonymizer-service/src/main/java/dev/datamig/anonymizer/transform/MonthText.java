package dev.datamig.anonymizer.transform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates with the name of their month, in English: {@code July 9, 2012}, {@code 9 Jul 2012}, {@code May 4th}. */
public final class MonthText {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final String NAMES =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
                    + "nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(st|nd|rd|th)?";

    /** The forms, for those who look for dates in texts; without groups that count. */
    public static final String FORM = "(?i:(?:" + NAMES + " " + DAY + "(?:,? \\d{4})?|" + DAY + "(?: (?:of )?|-)"
            + NAMES + "(?:(?:,? |-)\\d{4})?)(?!\\d))".replaceAll("\\((?!\\?)", "(?:");

    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?i)" + NAMES + " " + DAY + "(?:(,? )(\\d{4}))?(?!\\d)");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?i)" + DAY + "(?: (?:of )?|-)" + NAMES + "(?:(,? |-)(\\d{4}))?(?!\\d)");
    /** A date without a year is taken for one of a year that has all days. */
    private static final int LEAP = 2012;

    private static final int SHORT = 3;

    private MonthText() {}

    /** The text with its date mapped; null when it has none. */
    static @Nullable String map(String text, UnaryOperator<LocalDate> function) {
        Matcher first = MONTH_FIRST.matcher(text);
        if (first.find()) {
            return written(text, first, 1, 2, 5, function);
        }
        Matcher behind = DAY_FIRST.matcher(text);
        return behind.find() ? written(text, behind, 3, 1, 5, function) : null;
    }

    private static @Nullable String written(
            String text, Matcher found, int month, int day, int year, UnaryOperator<LocalDate> function) {
        LocalDate date;
        try {
            date = LocalDate.of(
                    found.group(year) == null ? LEAP : Integer.parseInt(found.group(year)),
                    number(found.group(month)),
                    Integer.parseInt(found.group(day)));
        } catch (DateTimeException e) {
            return null;
        }
        LocalDate fake = function.apply(date);
        var out = new StringBuilder(text);
        if (found.group(year) != null) {
            out.replace(found.start(year), found.end(year), String.valueOf(fake.getYear()));
        }
        String ending = found.group(day + 1) == null ? "" : ordinal(fake.getDayOfMonth());
        int dayEnd = found.group(day + 1) == null ? found.end(day) : found.end(day + 1);
        String shown = name(found.group(month), fake.getMonthValue());
        if (month < day) {
            out.replace(found.start(day), dayEnd, fake.getDayOfMonth() + ending);
            out.replace(found.start(month), found.end(month), shown);
        } else {
            out.replace(found.start(month), found.end(month), shown);
            out.replace(found.start(day), dayEnd, fake.getDayOfMonth() + ending);
        }
        return out.toString();
    }

    private static int number(String name) {
        String start = name.substring(0, SHORT).toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).toLowerCase(Locale.ROOT).startsWith(start)) {
                return i + 1;
            }
        }
        throw new DateTimeException("no month");
    }

    /** As long and in the case that the original is written in. */
    private static String name(String original, int month) {
        String whole = MONTHS.get(month - 1);
        boolean cut = original.length() <= SHORT + 1 && !isWhole(original);
        String shown = cut ? whole.substring(0, SHORT) : whole;
        boolean lower = Character.isLowerCase(original.charAt(0));
        boolean upper = original.equals(original.toUpperCase(Locale.ROOT));
        return lower ? shown.toLowerCase(Locale.ROOT) : upper ? shown.toUpperCase(Locale.ROOT) : shown;
    }

    private static boolean isWhole(String name) {
        return MONTHS.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static String ordinal(int day) {
        return switch (day) {
            case 1, 21, 31 -> "st";
            case 2, 22 -> "nd";
            case 3, 23 -> "rd";
            default -> "th";
        };
    }
}
