package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits the name of a column or table into words: {@code legalFirstName}, {@code LEGAL_FIRST_NAME}, {@code custlegalfname}. */
public final class NameTokens {

    /** Abbreviations and words written as one, and what they stand for. */
    private static final Map<String, List<String>> SPELLED = Spelled.OUT;
    /** Words of which a name without any separator may be put together. */
    private static final Set<String> PARTS = parts();

    private static final NearWords NEAR = new NearWords(PARTS, SPELLED.keySet());

    /** Who something may be of: {@code fatherslname}. */
    private static final Set<String> OF_SOMEBODY = Roles.words();

    private static final int SHORTEST_POSSESSIVE = 5;
    private static final int SHORTEST_SPLIT = 6;
    private static final int SHORTEST_LETTERED = 8;
    private static final int SHORTEST_GLUED = 5;
    private static final Map<String, List<String>> SPLIT = new ConcurrentHashMap<>();
    /** For names of columns; keys of documents may be as many as there are values. */
    private static final int MOST_NEAR = 20_000;

    private static final Map<String, String> NEAR_FOUND = new ConcurrentHashMap<>();
    /** Each column is asked for by all others of its table. */
    private static final Map<String, List<String>> SEEN = new ConcurrentHashMap<>();

    private static final int REMEMBERED = 20_000;

    /** The one number that is a word: a plan by section 504 is a disability's like an IEP. */
    private static final Pattern SECTION_504 = Pattern.compile("(?<!\\d)504(?!\\d)");

    /** How customer relationship systems mark columns that were added. */
    private static final Pattern CUSTOM = Pattern.compile("(?i)(?<=[a-z\\d])__(?:pc|c)$");

    /** What is left of a number where only its end is kept. */
    private static final Pattern LAST_FOUR = Pattern.compile("(?i)last[_ ]?(?:4|four)(?![a-z\\d])");

    /** Units of measure, not licences of drivers. */
    private static final Pattern UNIT = Pattern.compile("(?i)(?<![a-z])(?:mg|mmol|ug|ng|g|kg)_(?:dl|ml|l|m2)(?![a-z])");

    /** {@code iplastlogin}, {@code nrdomu}: two letters before words written as one. */
    private static final Pattern BEFORE = Pattern.compile("(ip|nr)(.{3,})");

    /** German, Dutch, Polish and Nordic words for numbers, written as one with what they number. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{3,}?)(?:nummer|numer|numero|nr)");
    /** Short words that are written as one with what they say more of. */
    private static final Pattern ENDED =
            Pattern.compile("(?!voice|send|web)(\\p{L}{3,}?)(dt|nm|phn|addr|nbr|num|eml|dob|mail)");
    /** An account's number may be a ledger's. */
    private static final Pattern SHORT_ENDED = Pattern.compile("(?!acc)(\\p{L}{3})(no|ph)");
    /** {@code storedby}. */
    private static final Pattern DONE_BY = Pattern.compile(
            "(?:\\p{L}{4,}ed|\\p{L}{3,}ation|create|update|modify|delete|approve|submit|insert|assign)by");
    /** Words of three letters that end too many others: {@code coverage}, {@code plantel}. */
    private static final Set<String> NEVER_LAST = Set.of(
            "age", "tel", "cap", "via", "rut", "sin", "tin", "nie", "rib", "ort", "rua", "rue", "cel", "cep", "pan");
    /** Short words that other words begin, end or go on with: {@code ad-dres-ses}. */
    private static final Set<String> NEVER_INSIDE =
            Set.of("ism", "wit", "nee", "puh", "ling", "inn", "uci", "veli", "otch", "init", "ape", "cep");

    private NameTokens() {}

    /** The words of a column's name, of which the first may be short for a word of its table's name. */
    static List<String> of(String name, List<String> table) {
        List<String> words = of(name);
        String first = NameFold.of(name.split("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})", 2)[0]);
        String meant = words.isEmpty() ? null : Abbreviations.ofTable(first, table);
        List<String> known = SPELLED.get(first);
        boolean unknown =
                !known(first) && words.size() > 1 && words.getFirst().equals(first) && !CommonWords.has(first);
        boolean shortened = known != null
                && known.size() == 1
                && !words.isEmpty()
                && words.getFirst().equals(known.getFirst());
        if (meant == null || !unknown && !shortened || shortened && meant.startsWith(words.getFirst())) {
            return words;
        }
        var out = new ArrayList<>(words);
        out.set(0, meant);
        return List.copyOf(out);
    }

    /** Whether these letters are a word, or stand for some. */
    public static boolean known(String word) {
        return SPELLED.containsKey(word) || PARTS.contains(word);
    }

    /** Whether these letters are a word, stand for some, or are several written as one. */
    static boolean readable(String letters) {
        return known(letters) || of(letters).size() > 1;
    }

    /** The words in lower case without accents, digits dropped, abbreviations spelled out. */
    public static List<String> of(String name) {
        List<String> known = SEEN.get(name);
        if (known == null) {
            known = Particles.dropped(words(name));
            if (SEEN.size() >= REMEMBERED) {
                SEEN.clear();
            }
            SEEN.put(name, known);
        }
        return known;
    }

    private static List<String> words(String name) {
        String apart = LAST_FOUR
                .matcher(UNIT.matcher(SECTION_504
                                .matcher(CUSTOM.matcher(name).replaceFirst(""))
                                .replaceAll("_iep_"))
                        .replaceAll(""))
                .replaceAll("_last_four_")
                .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_")
                .replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_");
        List<String> pieces = List.of(apart.split("[^\\p{L}]+"));
        String glued = pieces.size() == 2 ? NameFold.of(pieces.getFirst() + pieces.getLast()) : "";
        if (glued.length() >= SHORTEST_GLUED && !glued.endsWith("id") && SPELLED.containsKey(glued)) {
            return SPELLED.get(glued);
        }
        var out = new ArrayList<String>();
        for (String piece : pieces) {
            String word = NameFold.of(piece);
            if (!word.isEmpty()) {
                add(meaning(word), out);
            }
        }
        for (int i = 0; i + 1 < out.size(); i++) {
            String one = possessive(out.get(i));
            out.set(i, one == null ? out.get(i) : one);
        }
        return out;
    }

    /** Somebody, of {@code guardians} in {@code guardians_contact}; null where the word is no such form. */
    private static @Nullable String possessive(String word) {
        String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : "";
        return one.length() >= SHORTEST_POSSESSIVE && OF_SOMEBODY.contains(one) ? one : null;
    }

    /** {@code dob_dt} says once that it is a date. */
    private static void add(List<String> words, List<String> out) {
        boolean again = !out.isEmpty() && words.size() == 1 && words.getFirst().equals(out.getLast());
        if (!again) {
            out.addAll(words);
        }
    }

    private static List<String> meaning(String word) {
        List<String> other = OtherScripts.of(word);
        if (other != null) {
            return other;
        }
        List<String> known = SPELLED.get(word);
        if (known != null) {
            return known;
        }
        if (PARTS.contains(word)) {
            return List.of(word);
        }
        return word.length() < SHORTEST_SPLIT ? numbered(word) : apart(word);
    }

    /** What a word may be written as one of: letters or words that others begin or end with, else known words. */
    private static List<String> apart(String word) {
        Matcher before = BEFORE.matcher(word);
        if (before.matches()) {
            List<String> rest = meaning(before.group(2));
            if (rest.size() > 1 || known(rest.getFirst())) {
                var out = new ArrayList<>(SPELLED.getOrDefault(before.group(1), List.of(before.group(1))));
                out.addAll(rest);
                return List.copyOf(out);
            }
        }
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches()) {
            String whole = numbered.group(1) + "nummer";
            return PARTS.contains(whole) ? List.of(whole) : joined(meaning(numbered.group(1)), "nbr");
        }
        String stem = word.substring(0, word.length() - 2);
        if (word.endsWith("id") && (PARTS.contains(stem) || SPELLED.containsKey(stem))) {
            return joined(meaning(stem), "id");
        }
        Matcher ended = ENDED.matcher(word);
        if (ended.matches()) {
            List<String> whole = known(ended.group(1)) ? List.of(word) : near(word);
            return whole.equals(List.of(word)) ? joined(meaning(ended.group(1)), ended.group(2)) : whole;
        }
        if (word.endsWith("no") && word.length() > SHORTEST_SPLIT && known(stem)) {
            return joined(meaning(stem), "number");
        }
        if (word.endsWith("ph") && known(stem) && !CommonWords.has(word)) {
            return joined(meaning(stem), "ph");
        }
        if (DONE_BY.matcher(word).matches()) {
            return List.of(word.substring(0, word.length() - 2), "by");
        }
        List<String> parts = SPLIT.computeIfAbsent(word, NameTokens::split);
        boolean lettered = parts.size() == 1
                && word.length() > SHORTEST_LETTERED
                && "ab".indexOf(word.charAt(word.length() - 1)) >= 0;
        List<String> found = lettered ? lettered(word, parts) : parts;
        return found.size() == 1 && found.getFirst().equals(word) ? near(word) : found;
    }

    /** {@code regno}, {@code wrkph}: three letters that are a word, and "no" or "ph"; else what a short word is short for. */
    private static List<String> numbered(String word) {
        Matcher ended = SHORT_ENDED.matcher(word);
        return ended.matches() && known(ended.group(1)) && !CommonWords.has(word)
                ? joined(meaning(ended.group(1)), ended.group(2))
                : near(word);
    }

    /** The word that an unknown one is a slip of, or short for; itself where it is a plain word, or there is none. */
    private static List<String> near(String word) {
        String meant = CommonWords.has(word) ? null : nearFound(word);
        return meant == null || meant.isEmpty() ? List.of(word) : SPELLED.getOrDefault(meant, List.of(meant));
    }

    private static String nearFound(String word) {
        String found = NEAR_FOUND.get(word);
        if (found == null) {
            found = nearest(word);
            if (NEAR_FOUND.size() < MOST_NEAR) {
                NEAR_FOUND.put(word, found);
            }
        }
        return found;
    }

    private static String nearest(String word) {
        String meant = NEAR.of(word);
        return meant == null ? "" : meant;
    }

    /** {@code buildingnumbera}: the first or the second of its kind. */
    private static List<String> lettered(String word, List<String> whole) {
        List<String> parts = SPLIT.computeIfAbsent(word.substring(0, word.length() - 1), NameTokens::split);
        return parts.size() > 1 ? parts : whole;
    }

    private static List<String> joined(List<String> words, String ending) {
        var out = new ArrayList<>(words);
        out.addAll(SPELLED.getOrDefault(ending, List.of(ending)));
        return List.copyOf(out);
    }

    /** {@code customeremail} as the fewest known words that make it up; as it is when there are none. */
    private static List<String> split(String word) {
        @SuppressWarnings("unchecked")
        @Nullable
        List<String>[] best = new List[word.length() + 1];
        best[0] = List.of();
        for (int end = 3; end <= word.length(); end++) {
            for (int start = 0; start <= end - 3; start++) {
                List<String> before = best[start];
                String part = word.substring(start, end);
                List<String> so = best[end];
                boolean fits = end < word.length() || !NEVER_LAST.contains(part);
                if (before != null
                        && fits
                        && !NEVER_INSIDE.contains(part)
                        && (PARTS.contains(part) || end < word.length() && possessive(part) != null)
                        && (so == null || before.size() + 1 < so.size())) {
                    var longer = new ArrayList<>(before);
                    longer.add(part);
                    best[end] = longer;
                }
            }
        }
        List<String> parts = best[word.length()];
        if (parts == null || parts.size() < 2) {
            return List.of(word);
        }
        var out = new ArrayList<String>();
        parts.forEach(part -> out.addAll(SPELLED.getOrDefault(part, List.of(part))));
        return List.copyOf(out);
    }

    private static Set<String> parts() {
        Set<String> parts = new HashSet<>(Phrases.parts());
        parts.addAll(SPELLED.keySet());
        parts.addAll(Vocabulary.PERSONS);
        parts.addAll(Vocabulary.THINGS);
        parts.addAll(Vocabulary.NOT_A_VALUE);
        parts.addAll(Roles.words());
        parts.addAll(Vocabulary.words("""
                cust emp stud home work business primary secondary billing shipping legal preferred mother father
                emergency current previous main other last first middle user number name date code address
                normalized formatted additional extra personal private permanent temporary building local stamm
                stammdaten daten register list day evening night fixe mobile
                """));
        parts.removeIf(part -> part.length() < 3);
        return parts;
    }
}
