package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes cells in the text format of {@code COPY} (PostgreSQL documentation, COPY, "Text Format") into one buffer. Physical types
 * are written so that PostgreSQL reads back the very value that it once gave.
 */
final class CopyText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final char PLAIN = 0;

    private byte[] buffer = new byte[1 << 16];
    private int length;
    private boolean first = true;

    int length() {
        return length;
    }

    byte[] buffer() {
        return buffer;
    }

    void clear() {
        length = 0;
    }

    void cell(Physical physical, @Nullable Object value) {
        separate();
        if (value == null) {
            raw('\\', 'N');
            return;
        }
        switch (physical) {
            case BOOLEAN -> raw((Boolean) value ? 't' : 'f');
            case INT32, INT64 -> ascii(value.toString());
            case FLOAT -> ascii(PgFloat.text((Float) value));
            case DOUBLE -> ascii(PgFloat.text((Double) value));
            case DATE -> ascii(PgTime.date((Integer) value));
            case TIMESTAMP -> ascii(PgTime.timestamp((Long) value));
            case TIMESTAMPTZ -> ascii(PgTime.timestamptz((Long) value));
            case TEXT -> escaped((byte[]) value);
            case BYTES -> hex((byte[]) value);
        }
    }

    void cell(String value) {
        separate();
        escaped(value.getBytes(StandardCharsets.UTF_8));
    }

    void cell(boolean value) {
        separate();
        raw(value ? 't' : 'f');
    }

    void cell(long value) {
        separate();
        ascii(Long.toString(value));
    }

    void endRow() {
        raw('\n');
        first = true;
    }

    private void separate() {
        if (first) {
            first = false;
        } else {
            raw('\t');
        }
    }

    private void raw(char one) {
        room(1);
        buffer[length++] = (byte) one;
    }

    private void raw(char one, char two) {
        room(2);
        buffer[length++] = (byte) one;
        buffer[length++] = (byte) two;
    }

    private void ascii(String text) {
        int n = text.length();
        room(n);
        for (int i = 0; i < n; i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += n;
    }

    private void escaped(byte[] text) {
        room(text.length * 2);
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            char letter = letter(text[i]);
            if (letter != PLAIN) {
                plain(text, from, i);
                escape(letter);
                from = i + 1;
            }
        }
        plain(text, from, text.length);
    }

    private void plain(byte[] text, int from, int to) {
        System.arraycopy(text, from, buffer, length, to - from);
        length += to - from;
    }

    /** What stands for a byte behind a backslash; {@link #PLAIN} when it stands for itself. */
    private static char letter(byte b) {
        return switch (b) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\b' -> 'b';
            case '\f' -> 'f';
            case 0x0b -> 'v';
            default -> PLAIN;
        };
    }

    private void escape(char letter) {
        buffer[length++] = '\\';
        buffer[length++] = (byte) letter;
    }

    private void hex(byte[] bytes) {
        room(bytes.length * 2 + 3);
        escape('\\');
        buffer[length++] = 'x';
        for (byte b : bytes) {
            buffer[length++] = HEX[b >> 4 & 15];
            buffer[length++] = HEX[b & 15];
        }
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
