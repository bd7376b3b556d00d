package dev.datamig.anonymizer.classify;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * XML as text: what stands between tags, in attributes, CDATA sections and comments mapped; tags, declarations and what is not changed kept
 * byte for byte. No parser is needed for that, and none that could be made to read files.
 */
public final class XmlText {

    private static final String CDATA = "<![CDATA[";
    private static final String COMMENT = "<!--";

    private final String text;
    private final PartMapper mapper;
    private final StringBuilder out;
    private final Deque<String> elements = new ArrayDeque<>();

    private XmlText(String text, PartMapper mapper) {
        this.text = text;
        this.mapper = mapper;
        this.out = new StringBuilder(text.length() + 16);
    }

    public static String map(String xml, PartMapper mapper) {
        var pass = new XmlText(xml, mapper);
        for (int i = 0; i < xml.length(); ) {
            i = xml.charAt(i) == '<' ? pass.markup(i) : pass.between(i);
        }
        return pass.out.toString();
    }

    private int between(int from) {
        int next = text.indexOf('<', from);
        int end = next < 0 ? text.length() : next;
        escaped(element(), from, end);
        return end;
    }

    private String element() {
        String name = elements.peek();
        return name == null ? "" : name;
    }

    private int markup(int from) {
        if (text.startsWith(CDATA, from)) {
            return plain(from, CDATA, "]]>");
        }
        if (text.startsWith(COMMENT, from)) {
            return plain(from, COMMENT, "-->");
        }
        boolean declaration = text.startsWith("<?", from) || text.startsWith("<!", from);
        return declaration ? copy(from, text.indexOf('>', from)) : tag(from);
    }

    private int copy(int from, int last) {
        int end = last < 0 ? text.length() : last + 1;
        out.append(text, from, end);
        return end;
    }

    /** What stands there as it is meant, without entities. */
    private int plain(int from, String open, String close) {
        int begin = from + open.length();
        int found = text.indexOf(close, begin);
        int end = found < 0 ? text.length() : found;
        String value = text.substring(begin, end);
        String mapped = value.isBlank() ? value : mapper.map(element(), value);
        out.append(open).append(mapped.contains(close) ? "" : mapped);
        return copy(end, found < 0 ? -1 : found + close.length() - 1);
    }

    private int tag(int from) {
        int i = from + 1;
        while (i < text.length() && " \t\r\n/>".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        String name = text.substring(from + 1, i);
        out.append(text, from, i);
        i = attributes(i);
        boolean closed = text.charAt(i - 1) == '>' && text.charAt(i - 2) == '/';
        if (name.isEmpty()) {
            elements.poll();
        } else if (!closed) {
            elements.push(local(name));
        }
        return i;
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** @return the place behind the tag */
    private int attributes(int from) {
        int i = from;
        int word = i;
        while (i < text.length()) {
            char c = text.charAt(i);
            out.append(c);
            i++;
            if (c == '>') {
                return i;
            }
            if (Character.isWhitespace(c)) {
                word = i;
            } else if (c == '"' || c == '\'') {
                int close = text.indexOf(c, i);
                int end = close < 0 ? text.length() : close;
                escaped(local(text.substring(word, i - 1).replace("=", "").strip()), i, end);
                i = copy(end, close);
            }
        }
        return i;
    }

    private void escaped(String where, int from, int to) {
        String raw = text.substring(from, to);
        String value = raw.indexOf('&') < 0 ? raw : unescape(raw);
        String mapped = value.isBlank() ? value : mapper.map(where, value);
        out.append(mapped.equals(value) ? raw : escape(mapped));
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static String unescape(String raw) {
        var out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int end = raw.charAt(i) == '&' ? raw.indexOf(';', i) : -1;
            String entity = end < 0 ? "" : character(raw.substring(i + 1, end));
            out.append(entity.isEmpty() ? raw.substring(i, i + 1) : entity);
            i = entity.isEmpty() ? i : end;
        }
        return out.toString();
    }

    /** Empty for what stands for no character here. */
    private static String character(String entity) {
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> {
                boolean hex = entity.startsWith("#x");
                String digits = entity.startsWith("#") ? entity.substring(hex ? 2 : 1) : "";
                boolean number = digits.matches(hex ? "[0-9a-fA-F]{1,6}" : "\\d{1,7}");
                int code = number ? Integer.parseInt(digits, hex ? 16 : 10) : -1;
                yield Character.isValidCodePoint(code) ? Character.toString(code) : "";
            }
        };
    }
}
