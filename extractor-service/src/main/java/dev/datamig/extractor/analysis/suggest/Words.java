package dev.datamig.extractor.analysis.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names taken apart into words: lower case, singular. */
final class Words {

    /** Words that say that a column names something by its key. */
    private static final Set<String> KEYS = Set.of(
            "id",
            "uid",
            "uuid",
            "guid",
            "key",
            "no",
            "nr",
            "num",
            "number",
            "code",
            "ref",
            "sid",
            "oid",
            "pk",
            "fk",
            "cd",
            "ident",
            "identifier",
            "sk",
            "nbr");
    /** What people put before the names of tables without meaning anything. */
    private static final Set<String> NOISE = Set.of("tbl", "tb", "t", "dim", "fact", "lkp", "lu", "mst", "tab");

    private static final Pattern BREAKS = Pattern.compile(
            "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    /** Two capitals that begin no word. */
    private static final Pattern ID_PLURAL = Pattern.compile("IDs(?!\\p{L})");

    private Words() {}

    /** {@code homeAddressIDs} is home, address, id. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String part : BREAKS.split(ID_PLURAL.matcher(name).replaceAll("Ids"))) {
            if (!part.isEmpty()) {
                words.add(singular(part.toLowerCase(Locale.ROOT)));
            }
        }
        return words;
    }

    /** The words of a table's name, without what says nothing. */
    static List<String> ofTable(String bareName) {
        List<String> words = of(bareName);
        return words.size() > 1 && NOISE.contains(words.get(0)) ? words.subList(1, words.size()) : words;
    }

    static boolean isKey(String word) {
        return KEYS.contains(word);
    }

    /** Letters and digits in lower case, nothing between them. */
    static String squashed(String name) {
        StringBuilder out = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Good enough for English; other languages are left as they are, mostly. */
    private static String singular(String word) {
        if (word.endsWith("s") && KEYS.contains(word.substring(0, word.length() - 1))) {
            return word.substring(0, word.length() - 1);
        }
        if (word.length() < 4
                || !word.endsWith("s")
                || word.endsWith("ss")
                || word.endsWith("us")
                || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean sibilant = word.endsWith("sses")
                || word.endsWith("xes")
                || word.endsWith("ches")
                || word.endsWith("shes")
                || word.endsWith("uses");
        return word.substring(0, word.length() - (sibilant ? 2 : 1));
    }
}
