package dev.datamig.extractor.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Strings of bytes, one behind the other in one array: besides its bytes each takes 11 to 22. When they turn out to be long, the
 * long ones are kept as digests from then on, so that a set of wide texts takes no more memory than one of short ones. Whether a
 * string is in can still be asked; what the strings are cannot.
 */
public final class ByteKeys implements KeySet {

    /**
     * From when on digests are kept.
     *
     * @param bytes a set may hold so many bytes, however long its strings are
     * @param digested longer strings are those that are replaced; a set of strings four times as long on average is too large
     */
    public record Width(int bytes, int digested) {
        public static final Width DEFAULT = new Width(65_536, 32);
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 10];
    /** Where each string begins, and behind the last one where it ends. */
    private int[] starts = new int[64];

    private int size;
    /** Numbers of strings, counted from 1; 0 is free. */
    private int[] slots = new int[64];

    private final Width width;
    private boolean condensed;

    public ByteKeys() {
        this(Width.DEFAULT);
    }

    public ByteKeys(Width width) {
        this.width = width;
    }

    /** What to do with a string. */
    @FunctionalInterface
    public interface Taker {
        void accept(byte[] bytes, int from, int length);
    }

    public void add(byte[] source, int from, int length) {
        if (condensed && length > width.digested()) {
            byte[] digest = Digests.of(source, from, length);
            put(digest, 0, digest.length);
        } else {
            put(source, from, length);
        }
        if (!condensed && starts[size] > Math.max(width.bytes(), 4L * width.digested() * size)) {
            condense();
        }
    }

    private void condense() {
        ByteKeys shorter = new ByteKeys(width);
        shorter.condensed = true;
        forEach(shorter::add);
        bytes = shorter.bytes;
        starts = shorter.starts;
        size = shorter.size;
        slots = shorter.slots;
        condensed = true;
    }

    private void put(byte[] source, int from, int length) {
        int slot = slot(source, from, length);
        if (slots[slot] != 0) {
            return;
        }
        int start = starts[size];
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length + (bytes.length >> 1)));
        }
        System.arraycopy(source, from, bytes, start, length);
        slots[slot] = ++size;
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
        }
        starts[size] = start + length;
        if (size * 4L > slots.length * 3L) {
            grow();
        }
    }

    public boolean contains(byte[] source, int from, int length) {
        if (condensed && length > width.digested()) {
            byte[] digest = Digests.of(source, from, length);
            return slots[slot(digest, 0, digest.length)] != 0;
        }
        return slots[slot(source, from, length)] != 0;
    }

    /** Where the string is, or the free place where it belongs. */
    private int slot(byte[] source, int from, int length) {
        int mask = slots.length - 1;
        int slot = hash(source, from, length) & mask;
        while (slots[slot] != 0 && !is(slots[slot] - 1, source, from, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(int number, byte[] source, int from, int length) {
        return Arrays.equals(bytes, starts[number], starts[number + 1], source, from, from + length);
    }

    private static int hash(byte[] source, int from, int length) {
        long hash = length;
        int at = from;
        for (int end = from + length - Long.BYTES; at <= end; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(source, at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        for (; at < from + length; at++) {
            hash = (hash ^ source[at]) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(bytes, starts[number], starts[number + 1] - starts[number]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }
    }

    /** Hands over what is held: the strings as long as {@link #isListable}. */
    public void forEach(Taker taker) {
        for (int number = 0; number < size; number++) {
            taker.accept(bytes, starts[number], starts[number + 1] - starts[number]);
        }
    }

    @Override
    public boolean isListable() {
        return !condensed;
    }

    /** Bytes of all strings as they are held. */
    int held() {
        return starts[size];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "ByteKeys[" + size + "]";
    }
}
