package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.TypeMap;
import java.util.Optional;
import java.util.Set;

/** How two columns are compared outside of the database, for types whose equality is that of a number or of bytes. */
public enum KeyForm {
    /** Both are whole numbers. */
    NUMBER,
    UUID,
    /** Both are strings that are equal when their bytes are. */
    TEXT,
    /** Both are strings of fixed length, equal when they are without the spaces at their ends. */
    PADDED,
    /** Their texts are compared. */
    CAST;

    private static final Set<String> STRINGS = Set.of("text", "varchar");

    /** Within a store; empty when only the database can compare the two. */
    static Optional<KeyForm> within(PgColumn child, PgColumn parent, boolean declared) {
        Optional<KeyForm> same = across(child, parent);
        if (same.isPresent()) {
            return same;
        }
        String one = child.schema().baseType();
        String other = parent.schema().baseType();
        if (one.equals("bpchar") && other.equals("bpchar") && bytewise(child, parent)) {
            return Optional.of(PADDED);
        }
        return !declared
                        && !TypeMap.comparable(one, other)
                        && castable(one)
                        && castable(other)
                        && bytewise(child, parent)
                ? Optional.of(CAST)
                : Optional.empty();
    }

    /** Between two stores. */
    static Optional<KeyForm> across(PgColumn from, PgColumn to) {
        String one = from.schema().baseType();
        String other = to.schema().baseType();
        if (TypeMap.integer(one) && TypeMap.integer(other)) {
            return Optional.of(NUMBER);
        }
        if (one.equals("uuid") && other.equals("uuid")) {
            return Optional.of(UUID);
        }
        return STRINGS.contains(one) && STRINGS.contains(other) && bytewise(from, to)
                ? Optional.of(TEXT)
                : Optional.empty();
    }

    private static boolean castable(String type) {
        return TypeMap.integer(type) || type.equals("uuid") || STRINGS.contains(type);
    }

    private static boolean bytewise(PgColumn one, PgColumn other) {
        return one.deterministic() && other.deterministic();
    }

    /** How much memory a value takes, in units of about 25 bytes. */
    int weight() {
        return switch (this) {
            case NUMBER -> 1;
            case UUID -> 2;
            case TEXT, PADDED, CAST -> 6;
        };
    }

    /** What a query selects so that the value can be compared. */
    String expression(PgColumn column) {
        return this == CAST ? column.sql() + "::text" : column.sql();
    }

    /** The type of an array of such values. */
    String array(PgColumn column) {
        return switch (this) {
            case NUMBER ->
                column.schema().baseType().equals("oid")
                        ? "oid"
                        : column.schema().baseType();
            case UUID -> "uuid";
            case PADDED -> "bpchar";
            case TEXT, CAST -> "text";
        };
    }
}
