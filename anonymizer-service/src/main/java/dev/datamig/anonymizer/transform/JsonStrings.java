package dev.datamig.anonymizer.transform;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.function.UnaryOperator;

/** The strings of a JSON document (RFC 8259, section 7), in the text itself: what is not replaced stays byte for byte. */
public final class JsonStrings {

    private JsonStrings() {}

    /** The document with each string put through a function; keys, numbers, spacing and order stay as they are. */
    static String map(String json, UnaryOperator<String> function) {
        var out = new StringBuilder(json.length() + 32);
        int i = 0;
        while (i < json.length()) {
            if (json.charAt(i) != '"') {
                out.append(json.charAt(i++));
                continue;
            }
            int end = end(json, i);
            String value = unescape(json, i + 1, end - 1);
            copyOrQuote(out, json, i, end, value, isKey(json, end) ? value : function.apply(value));
            i = end;
        }
        return out.toString();
    }

    private static boolean isKey(String json, int end) {
        int i = end;
        while (i < json.length() && Character.isWhitespace(json.charAt(i))) {
            i++;
        }
        return i < json.length() && json.charAt(i) == ':';
    }

    /** Appends the string between two indexes as it is, or another value in its place. */
    public static void copyOrQuote(StringBuilder out, String json, int start, int end, String value, String fake) {
        if (fake.equals(value)) {
            out.append(json, start, end);
        } else {
            out.append('"')
                    .append(JsonStringEncoder.getInstance().quoteAsString(fake))
                    .append('"');
        }
    }

    /** The index behind the closing quote of the string that begins at an index. */
    public static int end(String json, int start) {
        int i = start + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, json.length());
    }

    /** What is written between two indexes. */
    public static String unescape(String json, int from, int to) {
        String raw = json.substring(from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        var out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 >= raw.length()) {
                out.append(c);
                continue;
            }
            char next = raw.charAt(++i);
            switch (next) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(next);
            }
        }
        return out.toString();
    }
}
