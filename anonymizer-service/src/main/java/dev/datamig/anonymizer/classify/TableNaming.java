package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a table calls its columns. What nearly all of them are called alike says nothing of any of them: {@code per_nombre, per_clave},
 * {@code shiptoname, shiptocity}, {@code motif_absence, saisie_absence}.
 *
 * @param prefix what the columns begin with, without what separates it; empty when nothing
 * @param instead what is meant by it; empty when nothing
 * @param behind letters that most columns end with, written as one with their words; empty when none
 * @param ending the words that the columns end with, in the singular, each behind "_"; empty when none
 * @param lettered the columns, folded, of which there is a first and a second: {@code citya} beside {@code cityb}
 */
record TableNaming(String prefix, String instead, String ending, String behind, Set<String> lettered) {

    private static final int LONGEST_PREFIX = 5;
    private static final int LONGEST_GLUED = 8;
    private static final int FEWEST = 2;
    private static final int FEWEST_GLUED = 4;
    private static final int FEWEST_KNOWN = 4;
    private static final int FEWEST_ENDED = 3;
    private static final double NEARLY_ALL = 0.8;
    private static final double MOST = 0.6;
    private static final double SOME = 0.3;
    private static final Pattern PIECES = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern SINGULAR = Pattern.compile("e?s?(?=_|$)");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");
    private static final Pattern NO_LETTERS_FIRST = Pattern.compile("^[^\\p{L}]+");
    private static final Pattern END = Pattern.compile("^(start|end)\\.");

    static TableNaming of(TableSchema table) {
        Set<String> lettered = TableLetters.lettered(table);
        String prefix = prefix(table);
        if (!prefix.isEmpty()) {
            return new TableNaming(prefix, ofSomebody(prefix, table), "", "", lettered);
        }
        String glued = glued(table);
        if (glued.isEmpty()) {
            glued = TableLetters.before(table);
        }
        return glued.isEmpty()
                ? new TableNaming("", "", ending(table), TableLetters.behind(table), lettered)
                : new TableNaming(glued, "", "", "", lettered);
    }

    /** A column's name without what says nothing. */
    String own(String column) {
        String own = apart(column);
        boolean oneOfTwo = lettered.contains(NameFold.of(column)) && !NameTokens.known(NameFold.of(own));
        return oneOfTwo ? own.substring(0, own.length() - 1) : own;
    }

    private String apart(String column) {
        String name = END.matcher(column).replaceFirst("");
        if (!prefix.isEmpty() && begins(NameFold.of(NO_LETTER.split(name, 2)[0]))) {
            String rest =
                    NO_LETTERS_FIRST.matcher(name.substring(prefix.length())).replaceFirst("");
            return rest.isEmpty() ? name : instead + rest;
        }
        if (!behind.isEmpty() && NameFold.of(name).endsWith(behind) && name.length() > behind.length() + 2) {
            return name.substring(0, name.length() - behind.length());
        }
        if (ending.isEmpty() || !singular(name).endsWith(ending)) {
            return name;
        }
        List<String> pieces = List.of(PIECES.split(name));
        int words = (int) ending.chars().filter(c -> c == '_').count();
        return words >= pieces.size() ? name : String.join("_", pieces.subList(0, pieces.size() - words));
    }

    /** Whether a first word begins with what all begin with, and is not a word of its own that happens to: {@code created}. */
    private boolean begins(String first) {
        return first.startsWith(prefix)
                && (first.equals(prefix)
                        || !NameTokens.known(first)
                        || NameTokens.readable(first.substring(prefix.length())));
    }

    private static String prefix(TableSchema table) {
        for (var column :
                table.columns().subList(0, Math.min(FEWEST, table.columns().size()))) {
            String first = first(column.name());
            if (!first.isEmpty()
                    && (first.length() <= LONGEST_PREFIX || first.equals(NameFold.of(TableContext.localName(table))))
                    && (!NameTokens.known(first) || saysLittle(first))) {
                double share =
                        share(table, FEWEST, other -> first(other).equals(first) && other.length() > first.length());
                boolean enough = NameTokens.known(first)
                        ? share == 1 && table.columns().size() >= FEWEST_KNOWN
                        : share >= NEARLY_ALL || share >= MOST && initials(first, table);
                if (enough) {
                    return first;
                }
            }
        }
        return "";
    }

    /** {@code cnt}, which stands for a count where not every column begins with it. */
    private static boolean saysLittle(String letters) {
        return Vocabulary.FLAGS.contains(NameTokens.of(letters).getFirst());
    }

    /** {@code ec} of {@code emp_children}: the first letters of words of the table's name that stand one behind the other. */
    private static boolean initials(String letters, TableSchema table) {
        String[] pieces = PIECES.split(TableContext.localName(table));
        var all = new StringBuilder();
        for (String piece : pieces) {
            all.append(piece.isEmpty() ? "" : NameFold.of(piece.substring(0, 1)));
        }
        return letters.length() > 1 && all.toString().contains(letters);
    }

    /** Letters before words that are known: {@code eid, ename, eemail}; nearly all begin with them and most are words behind them. */
    private static String glued(TableSchema table) {
        for (var column :
                table.columns().subList(0, Math.min(FEWEST, table.columns().size()))) {
            String letters = glued(first(column.name()), table);
            if (!letters.isEmpty()) {
                return letters;
            }
        }
        return glued(first(table.columns().getLast().name()), table);
    }

    private static String glued(String name, TableSchema table) {
        for (int length = Math.min(LONGEST_GLUED, name.length() - 2); length > 0; length--) {
            String letters = name.substring(0, length);
            if (differently(letters, table)
                    && share(table, FEWEST_GLUED, other -> first(other).startsWith(letters)) >= NEARLY_ALL
                    && share(table, FEWEST_GLUED, other -> glued(letters, other))
                            >= (TableLetters.of(table, letters) ? SOME : MOST)) {
                return letters;
            }
        }
        return "";
    }

    /** Whether words that differ stand behind the letters, not always the rest of the same. */
    private static boolean differently(String letters, TableSchema table) {
        return table.columns().stream()
                        .map(other -> first(other.name()))
                        .filter(first -> first.startsWith(letters))
                        .distinct()
                        .count()
                > FEWEST;
    }

    private static boolean glued(String letters, String name) {
        String first = first(name);
        return first.startsWith(letters)
                && !NameTokens.known(first)
                && (first.equals(letters + "id") || NameTokens.readable(first.substring(letters.length())));
    }

    /** {@code nom_lettre_suivi} of {@code lettres_suivis}, {@code nom_adh} of {@code adherents}. */
    private static String ending(TableSchema table) {
        String whole = "_" + singular(TableContext.localName(table));
        List<String> all =
                table.columns().stream().map(other -> singular(other.name())).toList();
        if (ended(all, whole)) {
            return whole;
        }
        String last = whole.substring(whole.lastIndexOf('_') + 1);
        for (int length = last.length(); length >= 2; length--) {
            String ending = "_" + last.substring(0, length);
            if (ended(all, ending)) {
                return ending;
            }
        }
        return "";
    }

    /** {@code mem_no} of members is a member's number. */
    private static String ofSomebody(String prefix, TableSchema table) {
        return NameTokens.of(TableContext.localName(table)).stream()
                .filter(word -> word.startsWith(prefix) && Vocabulary.person(word))
                .findFirst()
                .map(word -> word + "_")
                .orElse("");
    }

    private static boolean ended(List<String> names, String ending) {
        long count = names.stream().filter(name -> name.endsWith(ending)).count();
        return names.size() >= FEWEST_ENDED && (double) count / names.size() >= MOST;
    }

    private static double share(TableSchema table, int fewest, Predicate<String> so) {
        long count =
                table.columns().stream().filter(other -> so.test(other.name())).count();
        return table.columns().size() < fewest
                ? 0
                : (double) count / table.columns().size();
    }

    private static String first(String name) {
        return NameFold.of(PIECES.split(name, 2)[0]);
    }

    /** In lower case, words parted by "_" and without the last "e" or "s" of each. */
    private static String singular(String name) {
        return SINGULAR.matcher(String.join("_", PIECES.split(name)).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }
}
