package dev.datamig.extractor.postgres;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.extractor.catalog.TypeMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a database's composite types, as far into each other as they are nested. */
final class CompositeTypes {

    /** @param composite the type that the field's values are rows of, or lists of such; 0 where they are neither */
    private record Field(ColumnSchema column, long composite) {}

    private final Map<Long, List<Field>> types = new HashMap<>();

    /** A row of {@link CatalogSql#FIELDS}. */
    boolean keep(ResultSet row, Map<Long, List<String>> enums) throws SQLException {
        String base = row.getString("base");
        int length = row.getInt("length");
        Integer maxLength = row.wasNull() ? null : length;
        var column = new ColumnSchema(
                row.getString("attname"),
                row.getString("type"),
                base,
                TypeMap.physical(base),
                true,
                false,
                false,
                maxLength,
                enums.getOrDefault(row.getLong("enum"), List.of()),
                row.getString("comment"));
        return types.computeIfAbsent(row.getLong("owner"), oid -> new ArrayList<>())
                .add(new Field(column, row.getLong("composite")));
    }

    /** None where the type is unknown; PostgreSQL sees to it that no type holds itself. */
    List<ColumnSchema> fields(long composite) {
        return types.getOrDefault(composite, List.of()).stream()
                .map(field -> field.column().with(fields(field.composite())))
                .toList();
    }
}
