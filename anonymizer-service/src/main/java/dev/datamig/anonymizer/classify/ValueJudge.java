package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells by a sample of its values what a column holds. A form counts when at least four in five values have it. */
final class ValueJudge {

    /** How much a form says by itself. */
    enum Weight {
        /** Nothing else looks like it. */
        STRONG,
        /** Tells where name and table do not say otherwise. */
        MEDIUM
    }

    /** @param share of the values that have the form */
    record Evidence(DataClass dataClass, Weight weight, double share, String reason) {}

    static final double MOST = 0.8;
    private static final double ALMOST_ALL = 0.9;
    /** Nobody's list has all names; of things, hardly one in seven happens to be one. */
    static final double MANY_NAMES = 0.22;

    private static final double MANY_FULL_NAMES = 0.4;
    private static final int FEW = 4;
    private static final int MANY = 20;
    private static final Pattern NUMBER =
            Pattern.compile("(?=.{5,18}$)[A-Za-z]{0,3}[-/]?\\d{5,13}[A-Za-z]{0,2}|\\d{3,8}[A-Za-z-]\\d{3,8}[A-Za-z]?");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SINGLE = Pattern.compile("[\\p{L}][\\p{L}'’.-]*(?: [\\p{L}][\\p{L}'’.-]*)?");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern FIRST_OF_WORD = Pattern.compile("(?<![\\p{L}'’])\\p{L}");
    private static final Pattern HOUSE = Pattern.compile(
            "\\d{1,6}[A-Za-z]?,? (?:\\p{Lu}[\\p{L}'’.-]*+,? ?){1,5}(?:(?:#|\\p{L}+\\.?) ?\\d+[A-Za-z]?)?");
    private static final double SOME_STREETS = 0.25;
    static final int SOME = 8;

    private ValueJudge() {}

    /** Values that a person would read as such: not empty, without space around. */
    static List<String> readable(ColumnSample sample) {
        var out = new ArrayList<String>();
        for (String value : sample.values()) {
            String stripped = value.strip();
            if (!stripped.isEmpty()) {
                out.add(stripped);
            }
        }
        return out;
    }

    /** What the texts of a column are. */
    static Optional<Evidence> text(List<String> values) {
        int distinct = (int) values.stream().distinct().count();
        if (distinct < FEW) {
            return Optional.ofNullable(FewValues.of(values));
        }
        Evidence formed = formed(values, distinct);
        if (formed != null) {
            return Optional.of(formed);
        }
        Evidence written = written(values, distinct);
        return Optional.ofNullable(written == null ? FewValues.of(values) : written);
    }

    private static @Nullable Evidence formed(List<String> values, int distinct) {
        Evidence found = null;
        found = first(found, values, DataClass.EMAIL, Weight.STRONG, MOST, Forms::email, "e-mail addresses");
        found = first(found, values, DataClass.MAC_ADDRESS, Weight.STRONG, MOST, Forms::mac, "MAC addresses");
        found = first(found, values, DataClass.IP_ADDRESS, Weight.STRONG, ALMOST_ALL, Forms::ip, "IP addresses");
        found = first(found, values, DataClass.PASSWORD, Weight.STRONG, MOST, Forms::passwordHash, "password hashes");
        found = first(found, values, DataClass.SECRET, Weight.STRONG, MOST, Forms::token, "keys or tokens");
        found = first(found, values, DataClass.PHOTO, Weight.STRONG, MOST, Forms::image, "images or documents");
        found = first(
                found,
                values,
                DataClass.BANK_ACCOUNT,
                Weight.STRONG,
                MOST,
                Forms::iban,
                "IBANs with right check digits");
        if (distinct >= FEW) {
            found = first(
                    found,
                    values,
                    DataClass.CARD_NUMBER,
                    Weight.STRONG,
                    ALMOST_ALL,
                    Forms::card,
                    "card numbers with right check digits");
        }
        if (found == null && distinct >= SOME) {
            found = NationalIds.of(values, ALMOST_ALL)
                    .map(scheme -> new Evidence(
                            DataClass.NATIONAL_ID,
                            Weight.STRONG,
                            ALMOST_ALL,
                            "values are of the form " + scheme.name()))
                    .orElse(null);
        }
        if (found == null && reaches(values, Forms::uuid, MOST)) {
            return null;
        }
        found = first(found, values, DataClass.GEO_POSITION, Weight.STRONG, MOST, Forms::position, "positions");
        found = first(found, values, DataClass.PHONE, Weight.STRONG, MOST, Forms::phone, "telephone numbers");
        found = first(found, values, DataClass.STREET_ADDRESS, Weight.STRONG, 0.6, Forms::street, "street addresses");
        if (found == null && numbered(values)) {
            found = new Evidence(
                    DataClass.STREET_ADDRESS,
                    Weight.STRONG,
                    MOST,
                    "values are a house number and words, some a street's");
        }
        if (found == null && BareNumbers.phones(values)) {
            found = new Evidence(DataClass.PHONE, Weight.MEDIUM, MOST, "values are numbers as telephones have them");
        }
        if (distinct >= SOME) {
            found = first(
                    found,
                    values,
                    DataClass.POSTAL_CODE,
                    Weight.MEDIUM,
                    ALMOST_ALL,
                    Forms::distinctPostcode,
                    "postal codes");
            found = first(found, values, DataClass.STATE, Weight.MEDIUM, 0.95, Forms::state, "states");
        }
        return found;
    }

    private static @Nullable Evidence written(List<String> values, int distinct) {
        if (reaches(values, Forms::url, MOST)) {
            double named = share(values, PeopleInValues::namesSomebody);
            return named >= 0.4
                    ? new Evidence(DataClass.URL, Weight.MEDIUM, named, "values are web addresses with names in them")
                    : null;
        }
        values = inMixedCase(values);
        if (distinct >= SOME
                && (reaches(values, PeopleInValues::fullName, MANY_FULL_NAMES)
                        || PeopleInValues.peopleForSure(values)
                        || PeopleInValues.initialled(values)
                        || WorldNames.initialled(values)
                        || WorldNames.titled(values)
                        || WorldNames.inOtherScripts(values)
                        || WorldNames.couldBePeople(values))) {
            double full = share(values, PeopleInValues::fullName);
            return new Evidence(DataClass.FULL_NAME, Weight.MEDIUM, full, "values are names of people");
        }
        if (distinct >= SOME && PeopleInValues.logins(values)) {
            return new Evidence(DataClass.USER_NAME, Weight.MEDIUM, 1, "values are logins that spell names");
        }
        if (distinct >= SOME && reaches(values, ValueJudge::singleWord, MOST)) {
            double given = share(values, NameBook::given);
            double family = share(values, NameBook::family);
            if (Math.max(given, family) >= MANY_NAMES) {
                return given >= family
                        ? new Evidence(DataClass.GIVEN_NAME, Weight.MEDIUM, given, "values are well-known given names")
                        : new Evidence(
                                DataClass.FAMILY_NAME, Weight.MEDIUM, family, "values are well-known family names");
            }
            if (WorldNames.families(values)) {
                return new Evidence(DataClass.FAMILY_NAME, Weight.MEDIUM, family, "values end as family names do");
            }
        }
        if (prose(values) && distinct >= Math.max(FEW, values.size() / 4)) {
            return new Evidence(
                    DataClass.FREE_TEXT, Weight.MEDIUM, share(values, v -> words(v) >= 4), "values are free text");
        }
        List<String> sentences = sentences(values);
        if (sentences.size() >= Math.max(FEW, values.size() / 10) && PeopleInValues.speaksOfPeople(sentences)) {
            double share = (double) sentences.size() / values.size();
            return new Evidence(DataClass.FREE_TEXT, Weight.MEDIUM, share, "some values are sentences about people");
        }
        return null;
    }

    /** As it is written elsewhere, where a program put all in capitals. */
    private static List<String> inMixedCase(List<String> values) {
        return !reaches(values, value -> value.equals(value.toUpperCase(Locale.ROOT)), MOST)
                ? values
                : values.stream().map(ValueJudge::capitalised).toList();
    }

    private static String capitalised(String value) {
        return FIRST_OF_WORD
                .matcher(value.toLowerCase(Locale.ROOT))
                .replaceAll(word -> Matcher.quoteReplacement(word.group().toUpperCase(Locale.ROOT)));
    }

    /** {@code 4519 Koelpin Mountains}: nearly all begin with a number and go on in words, and one in four has a word for streets. */
    private static boolean numbered(List<String> values) {
        return reaches(values, Forms::street, SOME_STREETS)
                && reaches(values, value -> HOUSE.matcher(value).matches(), ALMOST_ALL)
                && values.stream().distinct().count() >= MOST * values.size();
    }

    private static @Nullable Evidence first(
            @Nullable Evidence before,
            List<String> values,
            DataClass dataClass,
            Weight weight,
            double least,
            Predicate<String> form,
            String what) {
        if (before != null) {
            return before;
        }
        if (!reaches(values, form, least)) {
            return null;
        }
        double share = share(values, form);
        return new Evidence(dataClass, weight, share, Math.round(share * 100) + " % of the values are " + what);
    }

    static double share(List<String> values, Predicate<String> form) {
        return values.isEmpty() ? 0 : (double) values.stream().filter(form).count() / values.size();
    }

    /**
     * Whether {@link #share} is at least so much, by as few of the values as tell: most columns are not what is asked for, and the
     * first dozens show it.
     */
    static boolean reaches(List<String> values, Predicate<String> form, double least) {
        int all = values.size();
        int have = 0;
        for (int seen = 1; seen <= all; seen++) {
            have += form.test(values.get(seen - 1)) ? 1 : 0;
            if ((double) have / all >= least) {
                return true;
            }
            if ((double) (have + all - seen) / all < least) {
                return false;
            }
        }
        return 0 >= least;
    }

    /** Sentences: several words of which some are no names. */
    static boolean prose(List<String> values) {
        return values.size() >= FEW
                && values.stream().mapToInt(ValueJudge::words).average().orElse(0) >= 5
                && reaches(values, value -> words(value) >= 4 && lower(value) >= 2, 0.6);
    }

    /** The values that are sentences. */
    static List<String> sentences(List<String> values) {
        return values.stream()
                .filter(value -> words(value) >= 4 && lower(value) >= 2)
                .toList();
    }

    static int words(String value) {
        return value.isEmpty() ? 0 : SPACE.split(value).length;
    }

    private static int lower(String value) {
        int count = 0;
        for (String word : SPACE.split(value)) {
            if (!word.isEmpty() && Character.isLowerCase(word.charAt(0))) {
                count++;
            }
        }
        return count;
    }

    private static boolean singleWord(String value) {
        return value.length() >= 2 && SINGLE.matcher(value).matches();
    }

    /** Digits with a few letters at the same places, hardly any twice. */
    static boolean givenOut(List<String> values) {
        if (values.size() < MANY || values.stream().distinct().count() < 0.95 * values.size()) {
            return false;
        }
        String form = form(values.getFirst());
        return NUMBER.matcher(values.getFirst()).matches()
                && reaches(values, value -> form(value).equals(form), ALMOST_ALL);
    }

    private static String form(String value) {
        return LETTER.matcher(DIGIT.matcher(value).replaceAll("0")).replaceAll("A");
    }
}
