package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The column that a strategy is to work on.
 *
 * @param unique whether this column (or one that it refers to) stands alone in a key
 */
public record Target(
        TableSchema table, ColumnSchema column, @Nullable DataClass dataClass, Domain domain, boolean unique) {

    ColumnShape shape() {
        return ColumnShape.of(column);
    }

    boolean textual() {
        return switch (shape()) {
            case TEXT, TEXT_ARRAY, ANY -> true;
            default -> false;
        };
    }

    boolean temporal() {
        return shape() == ColumnShape.DATE || shape() == ColumnShape.TIMESTAMP;
    }

    boolean days() {
        return shape() == ColumnShape.DATES;
    }

    boolean numeric() {
        return shape() == ColumnShape.WHOLE || shape() == ColumnShape.DECIMAL || shape() == ColumnShape.FLOATING;
    }
}
