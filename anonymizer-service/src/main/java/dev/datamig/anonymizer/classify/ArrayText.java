package dev.datamig.anonymizer.classify;

import java.util.function.UnaryOperator;

/** PostgreSQL's text form of arrays (manual, 8.15.6 "Array Input and Output Syntax"): elements mapped, structure kept, NULLs kept. */
public final class ArrayText {

    private ArrayText() {}

    public static String map(String array, UnaryOperator<String> function) {
        var out = new StringBuilder(array.length() + 16);
        int i = array.indexOf('{');
        out.append(array, 0, Math.max(0, i));
        for (i = Math.max(0, i); i < array.length(); ) {
            char c = array.charAt(i);
            if (c == '{' || c == '}' || c == ',') {
                out.append(c);
                i++;
            } else if (c == '"') {
                i = quoted(array, i, out, function);
            } else {
                i = bare(array, i, out, function);
            }
        }
        return out.toString();
    }

    private static int quoted(String array, int start, StringBuilder out, UnaryOperator<String> function) {
        var element = new StringBuilder();
        int i = start + 1;
        while (i < array.length() && array.charAt(i) != '"') {
            if (array.charAt(i) == '\\') {
                i++;
            }
            element.append(array.charAt(i));
            i++;
        }
        append(out, function.apply(element.toString()));
        return i + 1;
    }

    private static int bare(String array, int start, StringBuilder out, UnaryOperator<String> function) {
        int i = start;
        while (i < array.length() && ",{}".indexOf(array.charAt(i)) < 0) {
            i++;
        }
        String element = array.substring(start, i);
        if (element.equalsIgnoreCase("null")) {
            out.append(element);
        } else {
            append(out, function.apply(element));
        }
        return i;
    }

    /** Quotes where PostgreSQL would. */
    private static void append(StringBuilder out, String element) {
        if (!needsQuotes(element)) {
            out.append(element);
            return;
        }
        out.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(String element) {
        if (element.isEmpty() || element.equalsIgnoreCase("null")) {
            return true;
        }
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (",{}\"\\".indexOf(c) >= 0 || Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }
}
