package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import dev.datamig.anonymizer.classify.ValueJudge.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digits without any sign that are telephone numbers or births all the same: all of a column fit what a country gives out, and no counter makes them. */
final class BareNumbers {

    private static final int MANY = 20;
    private static final int A_NUMBER = 8;
    private static final int A_GIVEN = 6;
    private static final int LONGEST_GIVEN = 12;
    private static final double HARDLY_TWICE = 0.95;
    private static final int PREFIXES = 4;
    private static final int PREFIX = 6;
    private static final double NEARLY_ALL = 0.98;
    private static final int YEARS = 8;
    private static final int CENTURY = 1900;

    /** Mobile numbers of national plans, and any of North America; each fits at most two in three random numbers of its length. */
    private static final List<Pattern> PLANS = List.of(
            Pattern.compile("1?[2-9]\\d{2}[2-9]\\d{6}"),
            Pattern.compile("(?:86)?1[3-9]\\d{9}"),
            Pattern.compile("0[67]\\d{8}"),
            Pattern.compile("[67]\\d{8}"),
            Pattern.compile("01[5-7]\\d{8,9}"),
            Pattern.compile("07\\d{9}"),
            Pattern.compile("0?5\\d{9}"),
            Pattern.compile("(?:91)?[6-9]\\d{9}"),
            Pattern.compile("3[1-9]\\d{7,8}"),
            Pattern.compile("04\\d{8}"),
            Pattern.compile("0[789]0\\d{8}"),
            Pattern.compile("010\\d{8}"));

    private static final Pattern YEAR_FIRST =
            Pattern.compile("((?:19|20)\\d\\d)[-/. ]?(0?[1-9]|1[0-2])[-/. ]?(0?[1-9]|[12]\\d|3[01])(?:[T ].*)?");
    private static final Pattern YEAR_LAST = Pattern.compile(
            "(0?[1-9]|[12]\\d|3[01])[-/. ](0?[1-9]|[12]\\d|3[01]|[A-Za-z]{3})[-/. ]((?:19|20)\\d\\d)(?: .*)?");
    private static final Pattern YEAR_LAST_COMPACT =
            Pattern.compile("(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|[12]\\d|3[01])((?:19|20)\\d\\d)");

    private BareNumbers() {}

    /** What whole numbers of people are: telephone numbers, or a state's with its check digits; counted up they are none. */
    static Optional<Evidence> ofPerson(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        if (distinct.size() < MANY
                || !ValueJudge.reaches(values, value -> value.length() >= A_NUMBER, NEARLY_ALL)
                || counted(distinct)) {
            return Optional.empty();
        }
        Optional<Evidence> issued = NationalIds.of(distinct, NEARLY_ALL)
                .map(scheme -> new Evidence(
                        DataClass.NATIONAL_ID, Weight.STRONG, NEARLY_ALL, "values are of the form " + scheme.name()));
        return issued.isPresent() || !phones(values)
                ? issued
                : Optional.of(new Evidence(
                        DataClass.PHONE, Weight.MEDIUM, NEARLY_ALL, "values are numbers as telephones have them"));
    }

    /** Whether an "id" of somebody is a number that is given out, not one that a database counts its rows by. */
    static Optional<Evidence> givenOut(List<String> values, DataClass of) {
        List<String> distinct = values.stream().distinct().toList();
        boolean given = distinct.size() >= MANY
                && distinct.size() >= HARDLY_TWICE * values.size()
                && ValueJudge.reaches(
                        values, value -> value.length() >= A_GIVEN && value.length() <= LONGEST_GIVEN, NEARLY_ALL)
                && !counted(distinct);
        return given
                ? Optional.of(new Evidence(of, Weight.MEDIUM, 1, "numbers of somebody that nothing counts up"))
                : Optional.empty();
    }

    /** Whether the values lie close to each other. */
    private static boolean counted(List<String> distinct) {
        var range = distinct.stream()
                .filter(value -> value.length() < 19)
                .mapToLong(value -> Long.parseLong(value.replaceAll("\\D", "0")))
                .summaryStatistics();
        return range.getMax() - range.getMin() < 1000L * distinct.size();
    }

    /** Whether values are telephone numbers without a sign. */
    static boolean phones(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        return distinct.size() >= MANY
                && PLANS.stream()
                        .anyMatch(plan -> ValueJudge.reaches(
                                distinct, value -> plan.matcher(value).matches(), NEARLY_ALL))
                && distinct.stream()
                                .map(value -> value.substring(0, Math.min(PREFIX, value.length())))
                                .distinct()
                                .count()
                        >= Math.max(PREFIXES, distinct.size() / 20);
    }

    /** Whether texts are dates as people are born: over many years, none of late. @param thisYear of which births would be of late */
    static boolean births(List<String> values, int thisYear) {
        var years = new ArrayList<Integer>();
        for (String value : values) {
            year(value).ifPresent(years::add);
        }
        if (years.size() < ValueJudge.SOME || years.size() < ValueJudge.MOST * values.size()) {
            return false;
        }
        years.sort(null);
        int first = years.get(years.size() / 20);
        int last = years.get(years.size() - 1 - years.size() / 20);
        return first >= CENTURY && last <= thisYear - 3 && last - first >= YEARS;
    }

    private static Optional<Integer> year(String value) {
        Matcher first = YEAR_FIRST.matcher(value);
        if (first.matches()) {
            return Optional.of(Integer.valueOf(first.group(1)));
        }
        Matcher last = YEAR_LAST.matcher(value);
        if (last.matches()) {
            return Optional.of(Integer.valueOf(last.group(3)));
        }
        Matcher compact = YEAR_LAST_COMPACT.matcher(value);
        return compact.matches() ? Optional.of(Integer.valueOf(compact.group(1))) : Optional.empty();
    }
}
