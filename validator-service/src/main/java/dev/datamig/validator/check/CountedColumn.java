package dev.datamig.validator.check;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/**
 * A column whose different values are counted before and after masking.
 *
 * @param place among the columns that travel
 * @param unique whether it stands alone in a key of PROD
 */
public record CountedColumn(TableId table, String column, int place, boolean unique) {

    /** Those of a table that are masked; where that is not known, those that are unique. */
    public static List<CountedColumn> of(TableSchema table, Judgement judgement) {
        List<ColumnSchema> columns = table.copiedColumns();
        return columns.stream()
                .map(column -> new CountedColumn(
                        table.id(), column.name(), columns.indexOf(column), unique(table, column.name())))
                .filter(column -> judgement.masks(table.id(), column.column()).orElse(column.unique()))
                .toList();
    }

    private static boolean unique(TableSchema table, String column) {
        boolean key =
                table.kind() != TableKind.RELATIONSHIPS && table.primaryKey().equals(List.of(column));
        return key || table.uniqueKeys().contains(List.of(column));
    }
}
