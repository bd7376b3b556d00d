package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference that could be.
 *
 * @param typeCost what the difference of types takes away
 * @param when which rows refer, absent when all do
 */
record Candidate(
        TableShape table,
        List<ColumnShape> columns,
        Key key,
        NameMatch match,
        double typeCost,
        @Nullable Condition when) {

    /** Rows whose type column has one value. The value is an enum's label or spells a table's name; never another one. */
    record Condition(ColumnShape column, String value) {}

    TableId from() {
        return table.id();
    }

    List<String> names() {
        return columns.stream().map(ColumnShape::name).toList();
    }

    /** Whether each element of an array refers. */
    boolean fromArray() {
        return columns.size() == 1 && TypeFamily.isArray(columns.get(0));
    }

    boolean crossesStores() {
        return !from().store().equals(key.id().store());
    }
}
