package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Letters of a table's name, or a slip of them, that its columns are written as one with: {@code mglvorname} of {@code mitglieder},
 * {@code ogradi} of {@code ogrenciler}, {@code nombreempledo, apellidoempledo}.
 */
final class TableLetters {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;
    private static final int FEWEST = 3;
    private static final int SHORTEST_BEHIND = 4;
    private static final double SOME = 0.3;
    private static final double MOST = 0.6;
    private static final Pattern PARTED = Pattern.compile("[^\\p{L}]|(?<=\\p{Ll})\\p{Lu}");

    private TableLetters() {}

    /** What columns begin with that stands for the table, before words that are known; empty when nothing. */
    static String before(TableSchema table) {
        String name = NameFold.of(TableContext.localName(table));
        List<String> columns = columns(table);
        for (String column : columns) {
            for (int length = Math.min(LONGEST, column.length() - 2); length >= SHORTEST; length--) {
                String letters = column.substring(0, length);
                if (of(table, letters)
                        && !NameTokens.known(letters)
                        && enough(
                                columns,
                                name.startsWith(letters) ? FEWEST - 1 : FEWEST,
                                SOME,
                                other -> begins(other, letters))) {
                    return letters;
                }
            }
        }
        return "";
    }

    /** The columns, folded, of which a first and a second stand beside each other: {@code citya} and {@code cityb}. */
    static Set<String> lettered(TableSchema table) {
        Set<String> names = table.columns().stream()
                .map(column -> NameFold.of(column.name()))
                .collect(Collectors.toSet());
        return names.stream()
                .filter(name ->
                        name.length() > SHORTEST && (twin(name, 'a', 'b', names) || twin(name, 'b', 'a', names)))
                .collect(Collectors.toSet());
    }

    private static boolean twin(String name, char last, char other, Set<String> names) {
        int end = name.length() - 1;
        return name.charAt(end) == last && names.contains(name.substring(0, end) + other);
    }

    /** Whether letters stand for a table, being some of its name: {@code pt} of {@code patient}. */
    static boolean of(TableSchema table, String letters) {
        String name = NameFold.of(TableContext.localName(table));
        return letters.length() > 1
                && name.length() > letters.length()
                && name.charAt(0) == letters.charAt(0)
                && Abbreviations.inOrder(letters, name);
    }

    private static boolean begins(String column, String letters) {
        return column.startsWith(letters)
                && !NameTokens.known(column)
                && NameTokens.known(column.substring(letters.length()));
    }

    /** What most columns end with behind words that are known; empty when nothing. */
    static String behind(TableSchema table) {
        List<String> columns = columns(table);
        for (String column : columns) {
            for (int start = 2; start <= column.length() - SHORTEST_BEHIND; start++) {
                String letters = column.substring(start);
                if (NameTokens.known(column.substring(0, start))
                        && enough(columns, FEWEST, MOST, other -> ends(other, letters))) {
                    return letters;
                }
            }
        }
        return "";
    }

    private static boolean ends(String column, String letters) {
        return column.endsWith(letters)
                && !NameTokens.known(column)
                && NameTokens.known(column.substring(0, column.length() - letters.length()));
    }

    private static boolean enough(List<String> columns, int fewest, double share, Predicate<String> so) {
        long count = columns.stream().filter(so).count();
        return count >= fewest && count >= share * columns.size();
    }

    /** Names that are written as one. */
    private static List<String> columns(TableSchema table) {
        return table.columns().stream()
                .map(ColumnSchema::name)
                .filter(name -> !PARTED.matcher(name).find())
                .map(name -> NameFold.of(name.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
