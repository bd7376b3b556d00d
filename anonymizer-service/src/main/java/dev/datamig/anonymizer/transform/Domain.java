package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.contracts.schema.ColumnSchema;

/**
 * A value space: the same value becomes the same fake in all columns of it.
 *
 * @param unique whether a column of it stands in a key, so that different values must stay different
 * @param maxLength characters that the narrowest column of it holds, 0 when none is limited
 * @param largest what its narrowest column of whole numbers or {@code numeric} holds at most, 0 when it has none. Where it has one, a text that is such a number is
 *     treated as that number: references to numbers are kept as text too, and in properties of a graph
 * @param uuids whether it has a column of uuids; texts that are uuids are treated as such then
 * @param caseless whether it has a column that takes spellings for equal that differ in case alone ({@code citext})
 */
public record Domain(String name, boolean unique, int maxLength, long largest, boolean uuids, boolean caseless) {

    public Domain(String name, boolean unique, int maxLength) {
        this(name, unique, maxLength, 0, false, false);
    }

    /** The domain with one more column in it. */
    public Domain with(ColumnSchema column) {
        ColumnShape shape = ColumnShape.of(column);
        boolean ofUuids = shape == ColumnShape.UUID || column.baseType().equals("_uuid");
        boolean ofNumbers =
                shape == ColumnShape.WHOLE || shape == ColumnShape.DECIMAL || shape == ColumnShape.NUMBER_ARRAY;
        long own = ofNumbers && !ofUuids ? most(column) : 0;
        long narrowest = largest == 0 || own != 0 && own < largest ? own : largest;
        return new Domain(
                name,
                unique,
                maxLength,
                narrowest,
                uuids || ofUuids,
                caseless || column.baseType().equals("citext"));
    }

    /** What a column of whole numbers, or of arrays of them, holds at most; a {@code numeric} keeps its number of digits and is not narrower for it. */
    static long most(ColumnSchema column) {
        return switch (column.baseType()) {
            case "int2", "_int2" -> Short.MAX_VALUE;
            case "int4", "_int4" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** Whether a text of it is treated as the whole number that it is. */
    boolean number(String text) {
        return largest > 0 && WholeText.is(text);
    }

    /** Whether a text of it is treated as the uuid that it is. */
    boolean uuid(String text) {
        return uuids && text.length() == 36 && text.matches("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
