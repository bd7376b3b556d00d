package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
                if (name.length() > length
                        && name.charAt(0) == letters.charAt(0)
                        && !NameTokens.known(letters)
                        && Abbreviations.inOrder(letters, name)
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
