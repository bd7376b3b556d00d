package dev.datamig.extractor.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreign key as {@link CatalogSql#FOREIGN_KEYS} gives it; {@code bounds} is the partition's, where it is on one. */
record ForeignKey(
        String name,
        long child,
        long parent,
        List<String> childColumns,
        List<String> parentColumns,
        List<String> operators,
        boolean deferrable,
        boolean valid,
        boolean period,
        @Nullable String bounds) {

    static ForeignKey read(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString("name"),
                row.getLong("child"),
                row.getLong("parent"),
                texts(row, "childcolumns"),
                texts(row, "parentcolumns"),
                texts(row, "operators"),
                row.getBoolean("deferrable"),
                row.getBoolean("valid"),
                row.getBoolean("period"),
                row.getString("bounds"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
