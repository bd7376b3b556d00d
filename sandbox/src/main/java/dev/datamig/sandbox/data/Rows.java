package dev.datamig.sandbox.data;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table, in the text form of {@code COPY} (PostgreSQL documentation, COPY, "Text Format"). */
final class Rows {

    private static final int CHUNK = 1 << 17;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 4096);
    private long count;

    Rows(CopyIn copy) {
        this.copy = copy;
    }

    /** A row; cells in the order of the columns. A list becomes an array, bytes a bytea, all else its own text. */
    void add(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                buffer.append('\t');
            }
            cell(cells[i]);
        }
        buffer.append('\n');
        count++;
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    /** How many so far. */
    long count() {
        return count;
    }

    void flush() {
        if (buffer.isEmpty()) {
            return;
        }
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new SandboxException("rows could not be written", e);
        }
    }

    private void cell(@Nullable Object value) {
        switch (value) {
            case null -> buffer.append("\\N");
            case byte[] bytes -> buffer.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case List<?> list -> escaped(array(list));
            case Number number -> buffer.append(number);
            default -> escaped(value.toString());
        }
    }

    private static String array(List<?> list) {
        var text = new StringBuilder("{");
        for (Object element : list) {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append('"')
                    .append(element.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }
}
