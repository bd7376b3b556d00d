package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
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

    void cell(Physical physical, @Nullable Object value) {
        if (!first) {
            put(',');
        }
        first = false;
        if (value == null) {
            return;
        }
        switch (physical) {
            case BOOLEAN -> put((Boolean) value ? 't' : 'f');
            case INT32, INT64 -> ascii(value.toString());
            case FLOAT -> ascii(PgFloat.text((Float) value));
            case DOUBLE -> ascii(PgFloat.text((Double) value));
            case DATE -> text(bytes(PgTime.date((Integer) value)));
            case TIMESTAMP -> text(bytes(PgTime.timestamp((Long) value)));
            case TIMESTAMPTZ -> text(bytes(PgTime.timestamptz((Long) value)));
            case TEXT -> text((byte[]) value);
            case BYTES -> hex((byte[]) value);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void text(byte[] text) {
        boolean quotes = text.length == 0;
        for (int i = 0; !quotes && i < text.length; i++) {
            quotes = isSpecial(text[i]);
        }
        room(2 * text.length + 2);
        if (!quotes) {
            System.arraycopy(text, 0, buffer, length, text.length);
            length += text.length;
            return;
        }
        buffer[length++] = '"';
        for (byte b : text) {
            if (b == '"' || b == '\\') {
                buffer[length++] = b;
            }
            buffer[length++] = b;
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
