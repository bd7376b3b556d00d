package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text form of row values (manual, 8.16.6 "Composite Type Input and Output Syntax"): fields in parentheses, separated by commas, in
 * quotes where they need them; nothing at all is NULL, an empty text is a pair of quotes.
 */
final class RecordText {

    private RecordText() {}

    /** The fields, null for NULL; nothing where the text has not the form. */
    static Optional<List<@Nullable String>> fields(String text) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != '(' || text.charAt(last) != ')') {
            return Optional.empty();
        }
        var out = new ArrayList<@Nullable String>();
        var field = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            boolean escaped = i + 1 < last && (c == '\\' || quoted && c == '"' && text.charAt(i + 1) == '"');
            if (escaped) {
                field.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                out.add(any ? field.toString() : null);
                field.setLength(0);
                any = false;
                continue;
            } else {
                field.append(c);
            }
            any = true;
        }
        out.add(any ? field.toString() : null);
        return quoted ? Optional.empty() : Optional.of(out);
    }

    /** As PostgreSQL writes it. */
    static String of(List<@Nullable String> fields) {
        var out = new StringBuilder("(");
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            out.append(i == 0 ? "" : ",");
            if (field != null) {
                append(out, field);
            }
        }
        return out.append(')').toString();
    }

    private static void append(StringBuilder out, String field) {
        if (!field.isEmpty() && field.chars().noneMatch(RecordText::special)) {
            out.append(field);
            return;
        }
        out.append('"');
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean special(int c) {
        return c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || c == ' ' || c >= '\t' && c <= '\r';
    }
}
