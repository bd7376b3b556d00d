package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import java.util.Optional;
import java.util.UUID;

/**
 * A reference by one whole number or one uuid, whose children are found by the parents' keys themselves:
 * {@code child.column = ANY (keys)} is an index scan or one hashed filter, several times cheaper than a join when there are many.
 * (Servers before 14 compare such a list one by one; there it is not used.)
 */
record KeyPush(PgColumn child, PgColumn parent) {

    /** Fewer parents than this are joined. */
    static final int WORTHWHILE = 4;

    private static final int VERSION = 140_000;

    static Optional<KeyPush> of(PgReference reference, PgTable child, PgTable parent, int version) {
        if (version < VERSION || reference.childColumns().size() != 1) {
            return Optional.empty();
        }
        return child.column(reference.reference().fromColumns().get(0))
                .flatMap(from -> parent.column(reference.reference().toColumns().get(0))
                        .filter(to -> suits(from) && suits(to) && number(from) == number(to))
                        .map(to -> new KeyPush(from, to)));
    }

    private static boolean suits(PgColumn column) {
        return number(column) || column.schema().baseType().equals("uuid");
    }

    private static boolean number(PgColumn column) {
        return switch (column.schema().baseType()) {
            case "int2", "int4", "int8" -> true;
            default -> false;
        };
    }

    /** Selects the parents' keys from a leaf. */
    String keys(LeafRows parents) {
        String key = number(parent) ? parent.sql() + "::int8" : parent.sql() + "::uuid";
        return "select " + key + " from only " + parents.leaf().sql() + " where ctid = " + parents.literal() + " and "
                + parent.sql() + " is not null";
    }

    /** Adds a key to the list, unless no child can have it. */
    void append(StringBuilder list, CopyRow row) {
        row.field();
        if (!number(child)) {
            list.append(list.isEmpty() ? "" : ",").append(new UUID(row.int8(0), row.int8(Long.BYTES)));
        } else if (fits(row.int8())) {
            list.append(list.isEmpty() ? "" : ",").append(row.int8());
        }
    }

    private boolean fits(long value) {
        return switch (child.schema().baseType()) {
            case "int2" -> value == (short) value;
            case "int4" -> value == (int) value;
            default -> true;
        };
    }

    /** The children's condition; the list has the column's own type, or it would be compared one by one. */
    String condition(StringBuilder list) {
        return "c." + child.sql() + " = any ('{" + list + "}'::"
                + child.schema().baseType() + "[])";
    }
}
