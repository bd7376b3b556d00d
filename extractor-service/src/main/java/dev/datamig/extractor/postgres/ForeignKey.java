package dev.datamig.extractor.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key as {@link CatalogSql#FOREIGN_KEYS} gives it.
 *
 * @param operators by which the database checks it, parent's column on the left
 * @param childCasts per column what the operator needs behind it, empty where its type is the operator's
 * @param parentCasts as for the child
 * @param bounds the partition's, where the key is on one
 */
record ForeignKey(
        String name,
        long child,
        long parent,
        List<String> childColumns,
        List<String> parentColumns,
        List<String> operators,
        List<String> childCasts,
        List<String> parentCasts,
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
                texts(row, "childcasts"),
                texts(row, "parentcasts"),
                row.getBoolean("deferrable"),
                row.getBoolean("valid"),
                row.getBoolean("period"),
                row.getString("bounds"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
