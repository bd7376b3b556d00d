package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.Physical;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The digest that PostgreSQL makes of a row, {@code hashtextextended(row(…)::text, 0)}, computed before the row is sent, so that what
 * was written is compared by its digests and need not be sent back. The text is that of composite types (PostgreSQL documentation,
 * 8.16.6), the hash Bob Jenkins' lookup3 as PostgreSQL has it.
 */
final class RowDigest {

    private byte[] buffer = new byte[1 << 12];
    private int length;
    private boolean first = true;

    /** Begins a row. */
    void begin() {
        length = 0;
        first = true;
        put('(');
    }

    /**
     * Adds a cell that was written to a line of {@code COPY}. There all but texts and bytes stand as they do in the digest's text, if not
     * for quotes.
     *
     * @param line has the cell from one place up to another
     */
    void cell(Physical physical, @Nullable Object value, byte[] line, int from, int to) {
        if (!first) {
            put(',');
        }
        first = false;
        if (value == null) {
            return;
        }
        switch (physical) {
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> plain(line, from, to);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> text(line, from, to);
            case TEXT -> text((byte[]) value, 0, ((byte[]) value).length);
            case BYTES -> hex((byte[]) value);
        }
    }

    private void plain(byte[] text, int from, int to) {
        room(to - from);
        System.arraycopy(text, from, buffer, length, to - from);
        length += to - from;
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void text(byte[] text, int from, int to) {
        boolean quotes = from == to;
        for (int i = from; !quotes && i < to; i++) {
            quotes = isSpecial(text[i]);
        }
        if (!quotes) {
            plain(text, from, to);
            return;
        }
        room(2 * (to - from) + 2);
        buffer[length++] = '"';
        for (int i = from; i < to; i++) {
            if (text[i] == '"' || text[i] == '\\') {
                buffer[length++] = text[i];
            }
            buffer[length++] = text[i];
        }
        buffer[length++] = '"';
    }

    private static boolean isSpecial(byte b) {
        return switch (b) {
            case '"', '\\', '(', ')', ',', ' ', '\t', '\n', '\r', '\f', 0x0b -> true;
            default -> false;
        };
    }

    private void hex(byte[] bytes) {
        ascii("\"\\\\x");
        for (byte b : bytes) {
            put(Character.forDigit(b >> 4 & 15, 16));
            put(Character.forDigit(b & 15, 16));
        }
        put('"');
    }

    private void put(char one) {
        room(1);
        buffer[length++] = (byte) one;
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** Ends the row. */
    long end() {
        put(')');
        return hash(buffer, length);
    }

    static long hash(byte[] key, int size) {
        int a = 0x9e3779b9 + size + 3923095;
        int b = a;
        int c = a;
        int at = 0;
        for (; size - at >= 12; at += 12) {
            a += word(key, at, 4);
            b += word(key, at + 4, 4);
            c += word(key, at + 8, 4);
            a = a - c ^ Integer.rotateLeft(c, 4);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 6);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 8);
            b += a;
            a = a - c ^ Integer.rotateLeft(c, 16);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 19);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        int left = size - at;
        a += word(key, at, Math.min(4, left));
        b += word(key, at + 4, Math.min(4, left - 4));
        c += word(key, at + 8, left - 8) << 8;
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return (long) b << 32 | c & 0xffffffffL;
    }

    /** So many bytes, the lowest first; none when the number is not positive. */
    private static int word(byte[] key, int at, int bytes) {
        int word = 0;
        for (int i = 0; i < bytes; i++) {
            word |= (key[at + i] & 255) << 8 * i;
        }
        return word;
    }
}
