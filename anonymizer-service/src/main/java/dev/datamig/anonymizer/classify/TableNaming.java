package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How a table calls its columns. What nearly all of them are called alike says nothing of any of them: {@code per_nombre, per_clave},
 * {@code shiptoname, shiptocity}, {@code motif_absence, saisie_absence}.
 *
 * @param prefix what the columns begin with, without what separates it; empty when nothing
 * @param instead what is meant by it; empty when nothing
 * @param suffix the words of the table's name that the columns end with; 0 when none
 */
record TableNaming(String prefix, String instead, int suffix) {

    private static final int LONGEST_PREFIX = 5;
    private static final int LONGEST_GLUED = 8;
    private static final int FEWEST = 2;
    private static final int FEWEST_GLUED = 4;
    private static final double NEARLY_ALL = 0.8;
    private static final double MOST = 0.6;
    private static final String PIECES = "[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})";

    static TableNaming of(TableSchema table) {
        String prefix = prefix(table);
        if (!prefix.isEmpty()) {
            return new TableNaming(prefix, ofSomebody(prefix, table), 0);
        }
        String glued = glued(table);
        return glued.isEmpty() ? new TableNaming("", "", suffix(table)) : new TableNaming(glued, "", 0);
    }

    /** A column's name without what says nothing. */
    String own(String column) {
        String name = column.replaceFirst("^(start|end)\\.", "");
        if (!prefix.isEmpty() && NameFold.of(name.split("[^\\p{L}]", 2)[0]).startsWith(prefix)) {
            String rest = name.substring(prefix.length()).replaceFirst("^[^\\p{L}]+", "");
            return rest.isEmpty() ? name : instead + rest;
        }
        List<String> pieces = List.of(name.split("_"));
        return suffix == 0 || suffix >= pieces.size()
                ? name
                : String.join("_", pieces.subList(0, pieces.size() - suffix));
    }

    private static String prefix(TableSchema table) {
        for (var column :
                table.columns().subList(0, Math.min(FEWEST, table.columns().size()))) {
            String first = first(column.name());
            if (!first.isEmpty()
                    && first.length() <= LONGEST_PREFIX
                    && !NameTokens.known(first)
                    && share(table, FEWEST, other -> first(other).equals(first) && other.length() > first.length())
                            >= NEARLY_ALL) {
                return first;
            }
        }
        return "";
    }

    /** Letters before words that are known: {@code eid, ename, eemail}. */
    private static String glued(TableSchema table) {
        String name = NameFold.of(table.columns().getLast().name());
        for (int length = Math.min(LONGEST_GLUED, name.length() - 2); length > 0; length--) {
            String letters = name.substring(0, length);
            if (share(table, FEWEST_GLUED, other -> glued(letters, other)) >= NEARLY_ALL) {
                return letters;
            }
        }
        return "";
    }

    private static boolean glued(String letters, String name) {
        String first = first(name);
        return first.startsWith(letters)
                && !NameTokens.known(first)
                && (first.equals(letters + "id") || NameTokens.known(first.substring(letters.length())));
    }

    private static int suffix(TableSchema table) {
        String local = "_" + localName(table);
        int words = (int) local.chars().filter(c -> c == '_').count();
        String ending = singular(local);
        return words > 1 && share(table, FEWEST, other -> singular(other).endsWith(ending)) >= MOST ? words : 0;
    }

    /** {@code mem_no} of members is a member's number. */
    private static String ofSomebody(String prefix, TableSchema table) {
        return NameTokens.of(localName(table)).stream()
                .filter(word -> word.startsWith(prefix) && Vocabulary.person(word))
                .findFirst()
                .map(word -> word + "_")
                .orElse("");
    }

    private static double share(TableSchema table, int fewest, Predicate<String> so) {
        long count =
                table.columns().stream().filter(other -> so.test(other.name())).count();
        return table.columns().size() < fewest
                ? 0
                : (double) count / table.columns().size();
    }

    private static String first(String name) {
        return NameFold.of(name.split(PIECES, 2)[0]);
    }

    /** In lower case, without the last "s" of each word. */
    private static String singular(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("e?s(?=_|$)", "");
    }

    private static String localName(TableSchema table) {
        String name = table.id().name();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
