package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Columns and cells for tests. */
final class Cells {

    private Cells() {}

    static ColumnSchema column(String name, Physical physical) {
        return new ColumnSchema(
                name, "type of " + name, "text", physical, true, false, false, 20, List.of("a", "b"), null);
    }

    /** One column of each physical type. */
    static List<ColumnSchema> everyPhysical() {
        List<ColumnSchema> columns = new ArrayList<>();
        for (Physical physical : Physical.values()) {
            columns.add(column("c_" + physical, physical));
        }
        return columns;
    }

    /** Values at the edges of a type, null among them. */
    static List<@Nullable Object> extremes(Physical physical) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        switch (physical) {
            case BOOLEAN -> values.addAll(List.of(true, false));
            case INT32, DATE -> values.addAll(List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
            case INT64, TIMESTAMP, TIMESTAMPTZ -> values.addAll(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
            case FLOAT ->
                values.addAll(List.of(
                        0f,
                        -0f,
                        Float.MIN_VALUE,
                        Float.MAX_VALUE,
                        Float.NEGATIVE_INFINITY,
                        Float.POSITIVE_INFINITY,
                        Float.NaN,
                        Float.intBitsToFloat(0x7fc12345),
                        Float.intBitsToFloat(0xffc00001)));
            case DOUBLE ->
                values.addAll(List.of(
                        0d,
                        -0d,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Double.longBitsToDouble(0x7ff8123456789abcL),
                        Double.longBitsToDouble(0xfff8000000000001L)));
            case TEXT ->
                values.addAll(List.of(
                        bytes(""),
                        bytes("\0"),
                        bytes("null"),
                        bytes("\\N"),
                        bytes("Zoë 学生 😀"),
                        bytes("x".repeat(9_999))));
            case BYTES ->
                values.addAll(
                        List.of(new byte[0], new byte[] {0}, new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[70_000]));
        }
        return values;
    }

    static @Nullable Object random(Physical physical, Random random) {
        if (random.nextInt(6) == 0) {
            List<@Nullable Object> edges = extremes(physical);
            return edges.get(random.nextInt(edges.size()));
        }
        boolean few = random.nextBoolean();
        return switch (physical) {
            case BOOLEAN -> random.nextBoolean();
            case INT32, DATE -> few ? random.nextInt(9) : random.nextInt();
            case INT64, TIMESTAMP, TIMESTAMPTZ -> few ? (long) random.nextInt(9) : random.nextLong();
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case TEXT -> bytes("v" + (few ? random.nextInt(9) : random.nextLong()));
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    /** A cell such that equal bits, and nothing else, are equal. */
    static @Nullable Object bits(@Nullable Object cell) {
        if (cell instanceof Float f) {
            return "f" + Float.floatToRawIntBits(f);
        }
        if (cell instanceof Double d) {
            return "d" + Double.doubleToRawLongBits(d);
        }
        if (cell instanceof byte[] bytes) {
            return java.nio.ByteBuffer.wrap(bytes);
        }
        return cell;
    }

    static List<@Nullable Object> bits(@Nullable Object[] cells) {
        List<@Nullable Object> bits = new ArrayList<>();
        for (Object cell : cells) {
            bits.add(bits(cell));
        }
        return bits;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
