package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column's values do not have, as far as a sample shows: longer numbers and user names, names of people. One that stands in such a column
 * all the same is out of place there. Few values may be odd themselves, for a sample of a small table has them all.
 */
public final class OutOfPlace {

    /** Values that tell what a column holds. */
    private static final int ENOUGH = 8;
    /** Digits of a longer number. */
    private static final int NUMBER = 6;
    /** The share of values that may be out of place themselves. */
    private static final double FEW = 0.025;

    private static final int SHORTEST_NAME = 3;
    private static final Pattern WORD = Pattern.compile("\\p{Lu}\\p{Ll}+|\\p{Lu}{3,}");
    private static final Pattern TITLED = Pattern.compile("\\p{Lu}\\p{Ll}{2,}");
    /** Two or three words that begin with a capital, where their script has any. */
    private static final Pattern WORDS =
            Pattern.compile("[\\p{Lu}\\p{Lo}][\\p{L}'’-]{0,30}(?: [\\p{Lu}\\p{Lo}][\\p{L}'’-]{0,30}){1,2}");

    private static final Pattern LOGIN =
            Pattern.compile("(?<![\\w./-])(?<![\\w.+-]@)(\\p{Ll}{3,})(?:[._]\\p{Ll}+|\\d{2,4})(?![\\w@/-])");

    private OutOfPlace() {}

    /** Whether a longer number or what is written like a user name would be out of place among such values. */
    public static boolean numbers(List<String> values) {
        return hardlyAny(values, OutOfPlace::number);
    }

    /** Whether somebody's name would be. */
    public static boolean names(List<String> values) {
        return hardlyAny(values, OutOfPlace::name);
    }

    /**
     * Whether any word with a capital would be. Values that are nothing but two or three words like names are what is out of place, as many as there
     * are, as long as they are not most.
     */
    public static boolean capitals(List<String> values) {
        List<String> usual = values.stream().filter(value -> !likeAName(value)).toList();
        return usual.size() * 2 > values.size()
                && hardlyAny(usual, value -> TITLED.matcher(value).find());
    }

    private static boolean likeAName(String value) {
        return WORDS.matcher(value).matches()
                && TITLED.matcher(value).find()
                && Arrays.stream(value.split(" ")).map(NameFold::of).noneMatch(OutOfPlace::isWord);
    }

    private static boolean isWord(String folded) {
        return CommonWords.has(folded) || NameTokens.known(folded);
    }

    private static boolean hardlyAny(List<String> values, Predicate<String> odd) {
        long odds = values.stream().filter(odd).count();
        return values.size() >= ENOUGH && odds <= Math.max(1, values.size() * FEW);
    }

    private static boolean number(String value) {
        return Digits.count(value) >= NUMBER || login(value);
    }

    private static boolean login(String value) {
        Matcher login = LOGIN.matcher(value);
        while (login.find()) {
            if (!CommonWords.has(login.group(1)) && !NameTokens.known(login.group(1))) {
                return true;
            }
        }
        return false;
    }

    /** A word with a capital that is somewhere a given or a family name, be it a place or a plain word too. */
    private static boolean name(String value) {
        Matcher word = WORD.matcher(value);
        while (word.find()) {
            String folded = NameFold.of(word.group());
            if (folded.length() >= SHORTEST_NAME && (NameBook.given(folded) || NameBook.family(folded))) {
                return true;
            }
        }
        return false;
    }
}
