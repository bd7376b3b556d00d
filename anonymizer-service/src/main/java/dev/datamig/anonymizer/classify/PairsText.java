package dev.datamig.anonymizer.classify;

import java.util.function.UnaryOperator;

/**
 * PostgreSQL's text form of hstore (manual, "hstore", External Representation): keys and values mapped, each by a function of its own;
 * order and NULLs kept.
 */
public final class PairsText {

    private PairsText() {}

    public static String map(String pairs, UnaryOperator<String> ofKey, UnaryOperator<String> function) {
        var out = new StringBuilder(pairs.length() + 16);
        boolean value = false;
        for (int i = 0; i < pairs.length(); ) {
            char c = pairs.charAt(i);
            if (c != '"') {
                value = c == '>' || value && c != ',';
                out.append(c);
                i++;
                continue;
            }
            int end = end(pairs, i);
            append(out, (value ? function : ofKey).apply(unescaped(pairs, i + 1, end - 1)));
            value = false;
            i = end;
        }
        return out.toString();
    }

    /** The index behind the closing quote. */
    private static int end(String pairs, int start) {
        int i = start + 1;
        while (i < pairs.length() && pairs.charAt(i) != '"') {
            i += pairs.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, pairs.length());
    }

    private static String unescaped(String pairs, int from, int to) {
        var out = new StringBuilder(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            out.append(pairs.charAt(pairs.charAt(i) == '\\' && i + 1 < to ? ++i : i));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
