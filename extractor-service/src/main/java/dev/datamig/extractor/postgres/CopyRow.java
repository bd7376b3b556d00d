package dev.datamig.extractor.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A row of a binary COPY, read field by field from the left. One object serves all rows of a stream. */
final class CopyRow {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Signature (11), flags (4), length of the extension (4). */
    private static final int HEADER = 19;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] data = new byte[0];
    private int position;
    private int length;
    private boolean begun;

    /** Turns to the next message; false when it has no row (the trailer). The first one has the header in front. */
    boolean on(byte[] message) {
        data = message;
        position = 0;
        if (!begun) {
            begun = true;
            position = HEADER + int4(HEADER - 4);
        }
        if (position + 2 > data.length) {
            return false;
        }
        int fields = (short) SHORT.get(data, position);
        position += 2;
        length = 0;
        return fields >= 0;
    }

    /** Turns to the next field; false when it is NULL. */
    boolean field() {
        position += Math.max(0, length);
        length = int4(position);
        position += 4;
        return length >= 0;
    }

    int length() {
        return length;
    }

    byte int1() {
        return data[position];
    }

    short int2() {
        return (short) SHORT.get(data, position);
    }

    int int4() {
        return int4(position);
    }

    long int8() {
        return (long) LONG.get(data, position);
    }

    /** Eight bytes of the field from {@code offset} on. */
    long int8(int offset) {
        return (long) LONG.get(data, position + offset);
    }

    /** An object id, unsigned. */
    long oid() {
        return int4(position) & 0xffff_ffffL;
    }

    /** A row's place within its leaf. */
    long tid(int leaf) {
        return TidCode.of(leaf, int4(position) & 0xffff_ffffL, (short) SHORT.get(data, position + 4) & 0xffff);
    }

    /** The field's bytes behind the first {@code skip}, a copy. */
    byte[] bytes(int skip) {
        byte[] copy = new byte[length - skip];
        System.arraycopy(data, position + skip, copy, 0, copy.length);
        return copy;
    }

    /** The field's 16 bytes as a uuid is written. */
    byte[] uuid() {
        byte[] text = new byte[36];
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[at++] = '-';
            }
            int value = data[position + i];
            text[at++] = HEX[value >> 4 & 15];
            text[at++] = HEX[value & 15];
        }
        return text;
    }

    /** Copies the field's first bytes. */
    void copyTo(byte[] target, int at, int size) {
        System.arraycopy(data, position, target, at, size);
    }

    /** The field's length without the spaces at its end. */
    int unpadded() {
        int end = length;
        while (end > 0 && data[position + end - 1] == ' ') {
            end--;
        }
        return end;
    }

    static void put(byte[] target, int at, long value) {
        LONG.set(target, at, value);
    }

    private int int4(int at) {
        return (int) INT.get(data, at);
    }
}
