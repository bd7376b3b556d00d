package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import dev.datamig.anonymizer.classify.ValueJudge.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Columns that hold this and that (a value beside its attribute's name, a column for anything, a list of tags): no form is that of most
 * values, but some are somebody's. Such a column is searched like free text, which leaves all else in it as it is.
 */
final class MixedValues {

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\d._%+'-]+@[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+){0,40}\\.\\p{L}{2,}");
    private static final Pattern SSN =
            Pattern.compile("(?<![\\w-])(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\w-])");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\w.-])(?:\\+?1[ .-]?)?"
                    + "(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}([.-]))[2-9]\\d{2}[.-]\\d{4}(?![\\w-])|(?<![\\w.-])\\+\\d{1,3}[ .(-]+\\d(?:[ ().-]*\\d){6,11}");

    /** Who did it, or whom to ask. */
    private static final Pattern SOMEBODY = Pattern.compile(
            "\\b(?:by|contact|ask|called?|(?:spoke|met|talked) (?:to|with)|von|durch|par|por|da|av|door)"
                    + " \\p{Lu}[\\p{L}'’-]+ \\p{Lu}[\\p{L}'’-]+");
    /** Files of people's homes, or called after people. */
    private static final Pattern HOME = Pattern.compile("(?i)(?:/home/|/users/|\\\\users\\\\)[^/\\\\]{2,}[/\\\\]");

    private static final int FEWEST_DIGITS = 8;
    private static final int SOME = 2;
    private static final int SOME_PEOPLE = 4;
    private static final double FEW_PEOPLE = 0.1;

    private MixedValues() {}

    /** What some of the values are, where nothing was found that most are. */
    static Optional<Evidence> of(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        if (count(
                        distinct,
                        value -> value.indexOf('@') > 0 && EMAIL.matcher(value).find())
                > 0) {
            return found("some values hold e-mail addresses");
        }
        List<String> numbered = distinct.stream()
                .filter(value -> Digits.count(value) >= FEWEST_DIGITS)
                .toList();
        if (count(
                        numbered,
                        value -> value.indexOf('-') > 0 && SSN.matcher(value).find())
                >= SOME) {
            return found("some values hold numbers like social security numbers");
        }
        if (count(numbered, value -> PHONE.matcher(value).find()) >= SOME) {
            return found("some values hold telephone numbers");
        }
        if (count(distinct, MixedValues::inSomebodysHome) >= SOME) {
            return found("some values are files in people's homes");
        }
        List<String> spoken =
                distinct.stream().filter(value -> value.indexOf(' ') > 0).toList();
        if (count(spoken, value -> SOMEBODY.matcher(value).find()) >= SOME) {
            return found("some values say who did something");
        }
        long people = count(spoken, PeopleInValues::knownPair);
        return people >= SOME_PEOPLE && people >= FEW_PEOPLE * values.size()
                ? found("some values hold names of people")
                : Optional.empty();
    }

    private static boolean inSomebodysHome(String value) {
        return (value.indexOf('/') >= 0 || value.indexOf('\\') >= 0)
                && HOME.matcher(value).find();
    }

    private static long count(List<String> distinct, Predicate<String> form) {
        return distinct.stream().filter(form).count();
    }

    private static Optional<Evidence> found(String reason) {
        return Optional.of(new Evidence(DataClass.FREE_TEXT, Weight.MEDIUM, 0, reason));
    }
}
