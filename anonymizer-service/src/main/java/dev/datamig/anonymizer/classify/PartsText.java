package dev.datamig.anonymizer.classify;

/**
 * PostgreSQL's text form of composite types, ranges and arrays of these (manual, 8.16.6 "Composite Type Input and Output Syntax",
 * 8.17.5, 8.15.6): parts mapped, structure and NULLs kept, what is not changed kept byte for byte.
 */
public final class PartsText {

    private final PartMapper mapper;
    private final StringBuilder out;

    private PartsText(PartMapper mapper, int size) {
        this.mapper = mapper;
        this.out = new StringBuilder(size);
    }

    public static String map(String text, PartMapper mapper) {
        return map(text, "", mapper);
    }

    private static String map(String text, String where, PartMapper mapper) {
        var parts = new PartsText(mapper, text.length() + 16);
        int last = text.length() - 1;
        char first = last < 1 ? ' ' : text.charAt(0);
        char end = last < 1 ? ' ' : text.charAt(last);
        int bounds = first == '[' && end == '}' ? text.indexOf("={") : -1;
        if ((first == '(' || first == '[') && (end == ')' || end == ']')) {
            parts.record(text, where);
        } else if (first == '{' && end == '}' && !document(text)) {
            parts.array(text, 0, where);
        } else if (bounds > 0) {
            parts.array(text, bounds + 1, where);
        } else {
            return mapper.map(where, text);
        }
        return parts.out.toString();
    }

    /** Whether a JSON object rather than an array. */
    private static boolean document(String text) {
        int quote = text.startsWith("{\"") ? text.indexOf('"', 2) : -1;
        return quote > 0 && text.startsWith(":", quote + 1);
    }

    /** Fields, or a range's bounds: separated by commas, in quotes where they need them; nothing at all is NULL. */
    private void record(String text, String where) {
        int last = text.length() - 1;
        out.append(text.charAt(0));
        int field = 1;
        for (int i = 1; i <= last; field++) {
            int start = i;
            var value = new StringBuilder();
            i = field(text, i, last, value);
            String at = where.isEmpty() ? String.valueOf(field) : where + "." + field;
            part(text, start, i, value.toString(), at, '"');
            out.append(text.charAt(i));
            i++;
        }
    }

    /** @return the place of the comma or bracket behind the field */
    private static int field(String text, int from, int last, StringBuilder value) {
        boolean quoted = false;
        int i = from;
        for (; i < last && (quoted || text.charAt(i) != ','); i++) {
            char c = text.charAt(i);
            boolean doubled = quoted && c == '"' && text.charAt(i + 1) == '"';
            if (doubled || c == '\\' && i + 1 < last) {
                value.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else {
                value.append(c);
            }
        }
        return i;
    }

    private void array(String text, int from, String where) {
        out.append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            char c = text.charAt(i);
            if (c == '{' || c == '}' || c == ',') {
                out.append(c);
                i++;
                continue;
            }
            int start = i;
            var value = new StringBuilder();
            i = c == '"' ? quoted(text, i, value) : bare(text, i, value);
            boolean none = c != '"' && value.toString().equalsIgnoreCase("null");
            part(text, start, i, none ? "" : value.toString(), where, '\\');
        }
    }

    private static int quoted(String text, int start, StringBuilder value) {
        int i = start + 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            i += text.charAt(i) == '\\' && i + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(i));
        }
        return Math.min(i + 1, text.length());
    }

    private static int bare(String text, int start, StringBuilder value) {
        int i = start;
        while (i < text.length() && ",{}".indexOf(text.charAt(i)) < 0) {
            value.append(text.charAt(i++));
        }
        return i;
    }

    /** @param escape what stands before a quote inside quotes */
    private void part(String text, int start, int end, String value, String where, char escape) {
        String mapped = value.isEmpty() ? value : map(value, where, mapper);
        if (mapped.equals(value)) {
            out.append(text, start, end);
            return;
        }
        out.append('"');
        for (int i = 0; i < mapped.length(); i++) {
            char c = mapped.charAt(i);
            if (c == '"') {
                out.append(escape);
            } else if (c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
