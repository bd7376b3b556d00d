package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tells the rows of a table of persons apart tells persons apart, whatever the column is called: numbers of one form, words that
 * somebody may be known by, and, under a word for names, what is written like names of people. Believed where nothing speaks against it.
 */
final class RowsOfPersons {

    private static final Classification NUMBER = new Classification(
            DataClass.DOCUMENT_NUMBER, 0.6, "in a table of persons, numbers of one form that hardly ever come twice");
    private static final Classification HANDLE = new Classification(
            DataClass.USER_NAME, 0.5, "in a table of persons, words of letters that hardly ever come twice");
    private static final Classification NAME = new Classification(
            DataClass.FULL_NAME, 0.5, "under a word for names, values that are written like those of people");

    /** How many digits an "id" has that is no key of the database's own. */
    private static final int LONG_ID = 7;

    private static final int MANY = 20;
    private static final double HARDLY_TWICE = 0.95;
    private static final double NEARLY_ALL = 0.95;
    private static final double HARDLY_KNOWN = 0.05;
    /** Codes are all of one length, or nearly so. */
    private static final int LENGTHS = 5;

    /** What programs count by. */
    private static final Set<String> TECHNICAL = Set.of("import", "export", "sync", "batch", "job", "log", "revision");

    private static final Set<String> NAMES = Vocabulary.words(
            "name names nombre nombres nom noms nome nomes naam namen imie nazwa namn navn nama nev nume jmeno ime ten emri");

    /** A word as people are called by in programs; no address, no file, no number with decimals. */
    private static final Pattern WORD = Pattern.compile("@?\\p{L}[\\p{L}\\d_-]{2,30}(?:\\.[\\p{L}\\d_-]{2,30})?");

    private static final Pattern MACHINE = Pattern.compile("[0-9a-fA-F-]{16,}|.{31,}");
    /** Seconds and milliseconds since 1970, days as numbers. */
    private static final Pattern EPOCH = Pattern.compile("1\\d{9}|1\\d{12}|(?:19|20)\\d{6}");

    private static final int DIGITS = 4;
    private static final Pattern NUMBERED = Pattern.compile("[\\p{Lu}\\d][\\p{Lu}\\d ./-]{3,23}");
    /** Amounts, days and times. */
    private static final Pattern OTHER_NUMBERS = Pattern.compile(
            "\\d{1,9}\\.\\d{1,6}|(?:\\d{1,2}|\\d{4})[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{1,2})(?:[T ].{0,20})?|\\d{1,3}(?:\\.\\d{1,3}){2,3}");

    private RowsOfPersons() {}

    static Optional<Classification> judge(NamedColumn names, List<String> values) {
        if (names.shape() != ColumnShape.TEXT) {
            return Optional.empty();
        }
        if (named(names, values)) {
            return Optional.of(NAME);
        }
        if (!names.personsTable() || !maybeTheirs(names)) {
            return Optional.empty();
        }
        boolean id = last(names).equals("id");
        if ((ValueJudge.givenOut(values) || numbers(values))
                && (!id
                        || Digits.letters(values.getFirst()) > 0
                        || values.getFirst().length() >= LONG_ID)) {
            return Optional.of(NUMBER);
        }
        return !names.wordOfThing() && handles(values) ? Optional.of(HANDLE) : Optional.empty();
    }

    /** Whole numbers of as many digits each that nothing counts up and no clock gives. */
    static Optional<Evidence> number(NamedColumn names, List<String> values) {
        boolean one = ValueJudge.reaches(
                        values, value -> value.length() == values.getFirst().length(), NEARLY_ALL)
                && !ValueJudge.reaches(values, value -> EPOCH.matcher(value).matches(), ValueJudge.MOST);
        return one && maybeTheirs(names) && !names.wordOfThing()
                ? BareNumbers.givenOut(values, DataClass.DOCUMENT_NUMBER)
                : Optional.empty();
    }

    /** Whether the name of a column does not say that its values are of something else. */
    private static boolean maybeTheirs(NamedColumn names) {
        List<String> words = names.words();
        List<String> said = last(names).equals("id") ? words.subList(0, words.size() - 1) : words;
        return Collections.disjoint(words, Contradiction.CODES)
                && Collections.disjoint(words, TECHNICAL)
                && (last(names).equals("code") && words.size() <= 2
                        || Collections.disjoint(said, Vocabulary.NOT_A_VALUE));
    }

    /** Numbers of whatever form, as on plates and cards. */
    private static boolean numbers(List<String> values) {
        return apart(values)
                && ValueJudge.reaches(
                        values,
                        value -> NUMBERED.matcher(value).matches()
                                && Digits.count(value) >= DIGITS
                                && !OTHER_NUMBERS.matcher(value).matches(),
                        NEARLY_ALL);
    }

    private static boolean handles(List<String> values) {
        return apart(values)
                && values.stream().mapToInt(String::length).distinct().count() >= LENGTHS
                && ValueJudge.reaches(values, RowsOfPersons::handle, NEARLY_ALL)
                && !ValueJudge.reaches(values, Forms::ending, ValueJudge.MOST);
    }

    private static boolean handle(String value) {
        return WORD.matcher(value).matches() && !MACHINE.matcher(value).matches();
    }

    /** Two to six words with capitals, hardly any twice, some of them known as names. */
    private static boolean named(NamedColumn names, List<String> values) {
        return !names.ofThing()
                && !Collections.disjoint(names.words(), NAMES)
                && Collections.disjoint(names.words(), Contradiction.OTHER_NAMES)
                && WorldNames.couldBePeople(values, HARDLY_KNOWN);
    }

    private static boolean apart(List<String> values) {
        return values.size() >= MANY && values.stream().distinct().count() >= HARDLY_TWICE * values.size();
    }

    /** Names without letters or digits have no words. */
    private static String last(NamedColumn names) {
        return names.words().isEmpty() ? "" : names.words().getLast();
    }
}
