package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.List;
import java.util.Objects;

/**
 * Columns by which rows of a table can be named.
 *
 * @param noun the words of the table's name
 * @param primary whether it is the primary key
 */
record Key(TableShape table, List<ColumnShape> columns, List<String> noun, boolean primary) {

    TableId id() {
        return table.id();
    }

    List<String> names() {
        return columns.stream().map(ColumnShape::name).toList();
    }

    TypeFamily family() {
        return TypeFamily.of(columns.get(0));
    }

    /** Whether the key's column is named after something else: it then most likely refers to that itself. */
    boolean borrowed() {
        ColumnName name = ColumnName.of(columns.get(0).name());
        String squashed = String.join("", noun);
        String stem = String.join("", name.stem());
        return columns.size() == 1
                && !name.generic()
                && table.kind() != TableShape.Kind.NODES
                && !squashed.contains(stem)
                && !stem.contains(squashed)
                && !squashed.contains(stem.replaceAll("(id|code|no)$", ""));
    }

    /** How many rows it tells apart; many when that is not known. */
    long rows() {
        return Objects.requireNonNullElse(table.rows(), Long.MAX_VALUE);
    }

    /** The part of the table's name before its last dot. */
    String schema() {
        return schema(table.id());
    }

    static String schema(TableId id) {
        int dot = id.name().lastIndexOf('.');
        return dot < 0 ? "" : id.name().substring(0, dot);
    }
}
