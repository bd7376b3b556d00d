package dev.datamig.anonymizer.classify;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** People's names in sampled values: as whole values, and inside sentences. */
final class PeopleInValues {

    private static final Pattern TWO_NAMES = Pattern.compile(
            "\\p{Lu}\\p{Ll}[\\p{L}'’.-]*(?: (?:\\p{Lu}\\.?|de|la|da|del|di|van|von|der|den|ten|ter|dos)){0,6}(?: \\p{Lu}[\\p{L}'’-]*){1,2}");
    private static final Pattern SIGNS = Pattern.compile(".*[/@:;_=<>#!?].*");
    private static final Pattern BETWEEN = Pattern.compile("[ ,]+");
    private static final Pattern LOGIN =
            Pattern.compile("(?i)@?[a-z]+(?:\\d{1,4}|[._-][a-z]+\\d{0,4}|[._-]?[a-z]?\\d{0,4})");
    private static final Set<String> COMPANIES = Set.of(
            "inc",
            "llc",
            "ltd",
            "group",
            "sons",
            "gmbh",
            "ag",
            "kg",
            "sa",
            "srl",
            "spa",
            "corp",
            "co",
            "company",
            "plc",
            "bv",
            "nv",
            "and",
            "und",
            "et",
            "sarl",
            "sas",
            "ohg",
            "sp",
            "partners",
            "bros",
            "school",
            "university",
            "elementary",
            "academy",
            "college",
            "institute",
            "church",
            "hospital",
            "center",
            "centre",
            "street",
            "ave",
            "road",
            "bank",
            "hotel",
            "club",
            "of",
            "the",
            "county",
            "hall",
            "wing",
            "annex",
            "gym",
            "gymnasium",
            "building",
            "stadium",
            "library",
            "campus");

    private static final Pattern INITIALLED =
            Pattern.compile("\\p{L}[\\p{L}'’-]+(?: \\p{L}[\\p{L}'’-]+){0,2},? (?:\\p{Lu}\\. ?){1,2}");

    private PeopleInValues() {}

    /** Two to five words without digits, one of them a given name, in either order, titles and particles aside. */
    static boolean fullName(String said) {
        String value = WorldNames.ofOne(said);
        if (value.length() > 60
                || Digits.count(value) > 0
                || SIGNS.matcher(value).matches()) {
            return false;
        }
        int given = 0;
        int family = 0;
        int others = 0;
        for (String word : BETWEEN.split(value)) {
            if (word.isEmpty()
                    || NameBook.title(word)
                    || NameBook.particle(word)
                    || word.length() <= 2 && word.endsWith(".")) {
                continue;
            }
            if (company(word)) {
                return false;
            }
            if (!Character.isUpperCase(word.codePointAt(0)) && !value.equals(value.toLowerCase(Locale.ROOT))) {
                return false;
            }
            if (NameBook.given(word)) {
                given++;
            } else if (NameBook.family(word)) {
                family++;
            } else {
                others++;
            }
        }
        int all = given + family + others;
        return all >= 2 && all <= 4 && (given >= 1 || family >= 1 && others <= 1) && others <= 1;
    }

    static boolean company(String word) {
        return COMPANIES.contains(word.toLowerCase(Locale.ROOT).replace(".", ""));
    }

    /** {@code Vanderhoeven M.}, {@code Garcia, J.}: a family name and an initial. */
    static boolean initialled(List<String> values) {
        return ValueJudge.reaches(values, value -> INITIALLED.matcher(value).matches(), ValueJudge.MOST)
                && ValueJudge.reaches(
                        values, value -> NameBook.family(value.split("[ ,]", 2)[0]), ValueJudge.MANY_NAMES);
    }

    /** Words without blanks, most with digits or dots, of which as many spell names as only names do. */
    static boolean logins(List<String> values) {
        return values.stream().distinct().count() >= 0.7 * values.size()
                && ValueJudge.reaches(values, value -> LOGIN.matcher(value).matches(), ValueJudge.MOST)
                && ValueJudge.reaches(values, PeopleInValues::spelled, ValueJudge.MANY_NAMES);
    }

    /** {@code mgarcia27}, {@code jane.doe}, {@code garciam3}. */
    private static boolean spelled(String login) {
        String[] words = login.toLowerCase(Locale.ROOT).replace("@", "").split("[^a-z]+");
        if (words.length > 1 && !words[1].isEmpty()) {
            return NameBook.given(words[0]) && words[1].length() > 1
                    || NameBook.family(words[1]) && !words[0].isEmpty();
        }
        String word = words.length == 0 ? "" : words[0];
        return word.length() >= 5
                && (NameBook.family(word.substring(1)) || NameBook.family(word.substring(0, word.length() - 1)));
    }

    /** A word in a web address or text that is a name. */
    static boolean namesSomebody(String value) {
        String path = value.replaceFirst("(?i)^https?://[^/]*", "");
        if (!value.contains("://")) {
            path = value;
        }
        for (String word : path.split("[^\\p{L}]+")) {
            if (word.length() >= 4 && (NameBook.given(word) || NameBook.family(word))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether values are names of people plainly enough to believe it in a table of things: nearly all are two or three words in
     * capitals, hardly any comes twice, and well-known given and family names stand beside each other.
     */
    static boolean peopleForSure(List<String> values) {
        long distinct = values.stream().distinct().count();
        return distinct >= ValueJudge.SOME
                && distinct >= 0.7 * values.size()
                && ValueJudge.reaches(values, PeopleInValues::twoNames, ValueJudge.MOST)
                && ValueJudge.reaches(values, PeopleInValues::fullName, ValueJudge.MANY_NAMES)
                && ValueJudge.reaches(values, PeopleInValues::knownPair, 0.02);
    }

    private static boolean twoNames(String value) {
        return TWO_NAMES.matcher(value).matches();
    }

    /** A well-known given name right before a well-known family name. */
    static boolean knownPair(String value) {
        String[] words = value.split("[ ,.]+");
        for (int i = 1; i < words.length; i++) {
            if (words[i - 1].length() > 2
                    && Character.isLowerCase(words[i - 1].charAt(1))
                    && NameBook.given(words[i - 1])
                    && NameBook.family(words[i])) {
                return true;
            }
        }
        return false;
    }

    /** A given name in a capital inside a sentence. */
    private static boolean namesInside(String value) {
        String[] words = value.split("\\s+");
        for (int i = 1; i < words.length; i++) {
            String word = words[i].replaceFirst("(?:['’]s)?\\p{Punct}*$", "");
            boolean capital = word.length() > 2
                    && Character.isUpperCase(word.charAt(0))
                    && Character.isLowerCase(word.charAt(1))
                    && !words[i - 1].matches(".*[.!?:]");
            if (capital && NameBook.given(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether texts of a thing speak of people nevertheless: addresses, numbers, or names with a word of respect. */
    static boolean speaksOfPeople(List<String> values) {
        List<String> sentences = ValueJudge.sentences(values);
        return ValueJudge.reaches(
                sentences.isEmpty() ? values : sentences,
                value -> value.matches("(?s).*[\\p{L}\\d._%+-]+@[\\p{L}\\d-]+\\.[\\p{L}]{2,}.*")
                        || value.matches("(?s).*\\b\\d{3}[-. ]\\d{3}[-. ]\\d{4}\\b.*")
                        || value.matches("(?s).*\\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Mme|Sr|Sra)\\.? \\p{Lu}\\p{Ll}+.*")
                        || namesInside(value),
                0.1);
    }
}
