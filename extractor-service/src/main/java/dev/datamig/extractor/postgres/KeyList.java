package dev.datamig.extractor.postgres;

import dev.datamig.extractor.keys.ByteKeys;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.keys.LongKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The keys of a set as array literals, one per column, a piece at a time. */
final class KeyList {

    private final KeyEnd end;
    private final int size;
    private final Consumer<List<String>> piece;
    private final List<StringBuilder> arrays = new ArrayList<>();
    private int count;

    private KeyList(KeyEnd end, int size, Consumer<List<String>> piece) {
        this.end = end;
        this.size = size;
        this.piece = piece;
        end.forms().forEach(form -> arrays.add(new StringBuilder("{")));
    }

    /** Hands over at most {@code size} keys at a time. Numbers that the column cannot have are left out. */
    static void of(KeyEnd end, KeySet keys, int size, Consumer<List<String>> piece) {
        KeyList list = new KeyList(end, size, piece);
        switch (keys) {
            case LongKeys numbers -> numbers.forEach(list::add);
            case ByteKeys strings ->
                strings.forEach((bytes, from, length) -> list.add(ByteBuffer.wrap(bytes, from, length)));
        }
        list.flush();
    }

    private void add(long number) {
        if (fits(0, number)) {
            arrays.get(0).append(count == 0 ? "" : ",").append(number);
            counted();
        }
    }

    private boolean fits(int column, long value) {
        return switch (end.columns().get(column).schema().baseType()) {
            case "int2" -> value == (short) value;
            case "int4" -> value == (int) value;
            case "oid" -> value >= 0 && value <= 0xffff_ffffL;
            default -> true;
        };
    }

    private void add(ByteBuffer key) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < end.forms().size(); i++) {
            switch (end.forms().get(i)) {
                case NUMBER -> {
                    long number = key.getLong();
                    if (!fits(i, number)) {
                        return;
                    }
                    elements.add(Long.toString(number));
                }
                case UUID -> elements.add(new UUID(key.getLong(), key.getLong()).toString());
                case TEXT, PADDED, CAST -> elements.add(quoted(key));
            }
        }
        for (int i = 0; i < elements.size(); i++) {
            arrays.get(i).append(count == 0 ? "" : ",").append(elements.get(i));
        }
        counted();
    }

    private String quoted(ByteBuffer key) {
        byte[] text = new byte[end.forms().size() > 1 ? (int) key.getLong() : key.remaining()];
        key.get(text);
        return '"'
                + new String(text, StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"")
                + '"';
    }

    private void counted() {
        if (++count == size) {
            flush();
        }
    }

    private void flush() {
        if (count > 0) {
            piece.accept(
                    arrays.stream().map(array -> array.append('}').toString()).toList());
            arrays.forEach(array -> {
                array.setLength(0);
                array.append('{');
            });
            count = 0;
        }
    }
}
