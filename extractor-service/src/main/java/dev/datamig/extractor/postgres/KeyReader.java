package dev.datamig.extractor.postgres;

import dev.datamig.extractor.keys.ByteKeys;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.keys.LongKeys;
import java.util.Arrays;

/**
 * Reads a key's fields from rows of a binary COPY into the form in which keys are compared: a single number as it is, anything else
 * as bytes (numbers and uuids in their length, strings behind theirs). One object serves all rows of a stream.
 */
final class KeyReader {

    private final KeyForm[] forms;
    private final boolean[] unsigned;
    private final boolean single;
    private byte[] bytes = new byte[64];
    private int length;
    private long number;

    KeyReader(KeyEnd end) {
        forms = end.forms().toArray(KeyForm[]::new);
        unsigned = new boolean[forms.length];
        for (int i = 0; i < forms.length; i++) {
            unsigned[i] = end.columns().get(i).schema().baseType().equals("oid");
        }
        single = single(end);
    }

    /** A set for the keys of an end. */
    static KeySet emptySet(KeyEnd end, KeyLimits limits) {
        return single(end) ? new LongKeys() : new ByteKeys(limits.width());
    }

    /** Whether the keys of an end are single numbers. */
    static boolean single(KeyEnd end) {
        return end.forms().size() == 1 && end.forms().get(0) == KeyForm.NUMBER;
    }

    /** Reads the row's next fields; false when one of them is NULL. */
    boolean read(CopyRow row) {
        length = 0;
        boolean whole = true;
        for (int i = 0; i < forms.length; i++) {
            whole &= row.field() && take(row, i);
        }
        return whole;
    }

    private boolean take(CopyRow row, int column) {
        switch (forms[column]) {
            case NUMBER -> {
                number = whole(row, unsigned[column]);
                if (!single) {
                    room(Long.BYTES);
                    CopyRow.put(bytes, length, number);
                    length += Long.BYTES;
                }
            }
            case UUID -> copy(row, row.length());
            case TEXT, CAST -> string(row, row.length());
            case PADDED -> string(row, row.unpadded());
        }
        return true;
    }

    private static long whole(CopyRow row, boolean unsigned) {
        return switch (row.length()) {
            case Short.BYTES -> row.int2();
            case Integer.BYTES -> unsigned ? row.oid() : row.int4();
            default -> row.int8();
        };
    }

    private void string(CopyRow row, int size) {
        if (forms.length > 1) {
            room(Long.BYTES);
            CopyRow.put(bytes, length, size);
            length += Long.BYTES;
        }
        copy(row, size);
    }

    private void copy(CopyRow row, int size) {
        room(size);
        row.copyTo(bytes, length, size);
        length += size;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** Adds the key read last. Several readers may add to one set. */
    void addTo(KeySet set) {
        synchronized (set) {
            switch (set) {
                case LongKeys numbers -> numbers.add(number);
                case ByteKeys strings -> strings.add(bytes, 0, length);
            }
        }
    }

    /** Adds the key read last, or that there is none. Gives the bytes that it takes. */
    int addTo(KeyColumn column, boolean present) {
        if (!present) {
            column.addNone();
        } else if (single) {
            column.add(number);
        } else {
            column.add(bytes, length);
        }
        return single ? Long.BYTES : Integer.BYTES + (present ? length : 0);
    }

    /** Whether the key read last is in a set that nobody changes any more. */
    boolean isIn(KeySet set) {
        return switch (set) {
            case LongKeys numbers -> numbers.contains(number);
            case ByteKeys strings -> strings.contains(bytes, 0, length);
        };
    }
}
