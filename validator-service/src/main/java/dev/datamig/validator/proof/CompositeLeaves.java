package dev.datamig.validator.proof;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields inside values of composite types and arrays of these (PostgreSQL's manual, 8.15.6 and 8.16.6), without the quotes and backslashes around
 * them. A text that has not the form of its type is one leaf.
 */
final class CompositeLeaves {

    private final List<String> out = new ArrayList<>();

    private CompositeLeaves() {}

    /** All that are not NULL, from left to right, through any nesting. */
    static List<String> of(ColumnSchema column, String text) {
        var leaves = new CompositeLeaves();
        leaves.value(column, text);
        return leaves.out;
    }

    private void value(ColumnSchema type, String text) {
        if (!type.composite()) {
            out.add(text);
        } else if (type.baseType().startsWith("_")) {
            int begin = text.indexOf('{');
            parts(text, begin < 0 ? text.length() : begin, "{},").forEach(element -> row(type, element));
        } else {
            row(type, text);
        }
    }

    private void row(ColumnSchema type, String text) {
        boolean closed = text.startsWith("(") && text.endsWith(")") && text.length() > 1;
        List<String> fields = closed ? parts(text.substring(0, text.length() - 1), 1, ",") : List.of();
        if (fields.size() != type.fields().size()) {
            out.add(text);
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                value(type.fields().get(i), fields.get(i));
            }
        }
    }

    /** What stands between signs outside of quotes; where the signs are of an array, only what is there at all. */
    private static List<String> parts(String text, int from, String signs) {
        boolean array = signs.length() > 1;
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else if (c == '"' && quoted && !array && text.startsWith("\"", i + 1)) {
                part.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && signs.indexOf(c) >= 0) {
                add(part, parts, array);
            } else {
                part.append(c);
            }
        }
        if (!array) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static void add(StringBuilder part, List<String> parts, boolean array) {
        String text = part.toString();
        part.setLength(0);
        if (!array || !text.isEmpty() && !text.equalsIgnoreCase("null")) {
            parts.add(text);
        }
    }
}
