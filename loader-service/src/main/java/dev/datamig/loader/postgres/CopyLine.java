package dev.datamig.loader.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line in the text format of {@code COPY}, taken apart (PostgreSQL documentation, COPY, "Text Format"). No field may be NULL. */
final class CopyLine {

    private CopyLine() {}

    static List<String> fields(byte[] line) {
        String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>();
        for (String field : text.split("\t", -1)) {
            fields.add(field.indexOf('\\') < 0 ? field : unescaped(field));
        }
        return fields;
    }

    private static String unescaped(String field) {
        var plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                c = switch (field.charAt(++i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'v' -> '\u000b';
                    default -> field.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
