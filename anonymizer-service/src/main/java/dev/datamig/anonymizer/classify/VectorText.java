package dev.datamig.anonymizer.classify;

import java.util.function.UnaryOperator;

/** PostgreSQL's text form of {@code tsvector} (manual, 8.11.1): lexemes in quotes mapped, places and weights kept. */
public final class VectorText {

    private VectorText() {}

    public static String map(String vector, UnaryOperator<String> function) {
        var out = new StringBuilder(vector.length() + 16);
        int i = 0;
        while (i < vector.length()) {
            if (vector.charAt(i) != '\'') {
                out.append(vector.charAt(i++));
                continue;
            }
            int end = end(vector, i + 1);
            String lexeme = vector.substring(i + 1, end).replace("''", "'").replace("\\\\", "\\");
            String mapped = function.apply(lexeme);
            String written = mapped.equals(lexeme)
                    ? vector.substring(i + 1, end)
                    : mapped.replace("\\", "\\\\").replace("'", "''");
            out.append('\'').append(written).append('\'');
            i = end + 1;
        }
        return out.toString();
    }

    /** Where the closing quote stands; a quote inside is doubled. */
    private static int end(String vector, int from) {
        int i = from;
        while (i < vector.length()) {
            boolean quote = vector.charAt(i) == '\'';
            if (quote && (i + 1 == vector.length() || vector.charAt(i + 1) != '\'')) {
                return i;
            }
            i += quote ? 2 : 1;
        }
        return vector.length();
    }
}
