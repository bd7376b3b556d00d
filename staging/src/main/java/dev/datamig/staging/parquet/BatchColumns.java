package dev.datamig.staging.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of a batch as a Parquet schema (format 2.x, LogicalTypes). Every column is optional: masking may put NULL where
 * the source admits none, and that is for the validator to find.
 */
final class BatchColumns {

    /** Parquet knows no file without columns; this one holds only NULLs. */
    private static final String FILLER = "_";

    private BatchColumns() {}

    static MessageType schema(List<ColumnSchema> columns) {
        List<Type> types = new ArrayList<>();
        List<String> names = names(columns);
        for (int i = 0; i < columns.size(); i++) {
            types.add(type(columns.get(i).physical()).named(names.get(i)));
        }
        if (types.isEmpty()) {
            types.add(type(Physical.BOOLEAN).named(FILLER));
        }
        return new MessageType("row", types);
    }

    /** The names that the columns have inside the file: their own, made distinct for readers that fold case. */
    static List<String> names(List<ColumnSchema> columns) {
        Set<String> own = new HashSet<>();
        columns.forEach(column -> own.add(folded(column.name())));
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (ColumnSchema column : columns) {
            String name = column.name().isEmpty() ? FILLER : column.name();
            String free = name;
            for (int n = 2; !taken.add(folded(free)); n++) {
                free = name + "~" + n;
                while (own.contains(folded(free))) {
                    free += "~";
                }
            }
            names.add(free);
        }
        return List.copyOf(names);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Types.PrimitiveBuilder<PrimitiveType> type(Physical physical) {
        return switch (physical) {
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN);
            case INT32 -> Types.optional(PrimitiveTypeName.INT32);
            case INT64 -> Types.optional(PrimitiveTypeName.INT64);
            case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE);
            case DATE -> Types.optional(PrimitiveTypeName.INT32).as(dateType());
            case TIMESTAMP -> Types.optional(PrimitiveTypeName.INT64).as(timestampType(false, TimeUnit.MICROS));
            case TIMESTAMPTZ -> Types.optional(PrimitiveTypeName.INT64).as(timestampType(true, TimeUnit.MICROS));
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(stringType());
            case BYTES -> Types.optional(PrimitiveTypeName.BINARY);
        };
    }
}
