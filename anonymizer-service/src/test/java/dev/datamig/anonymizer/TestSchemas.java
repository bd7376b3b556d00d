package dev.datamig.anonymizer;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Schemas for tests, written short: {@code "email varchar(100)!"} is NOT NULL. */
public final class TestSchemas {

    public static final RunId RUN = new RunId("mig-20261121T041418Z-7");

    private TestSchemas() {}

    public static ColumnSchema column(String text) {
        boolean notNull = text.endsWith("!");
        String[] parts = text.replace("!", "").split(" ", 2);
        String type = parts[1];
        Integer max = type.contains("char(")
                ? Integer.valueOf(type.substring(type.indexOf('(') + 1, type.indexOf(')')))
                : null;
        String base = switch (type.replaceAll("\\(.*\\)", "")) {
            case "varchar" -> "varchar";
            case "char" -> "bpchar";
            case "int", "integer", "serial" -> "int4";
            case "bigint" -> "int8";
            case "smallint" -> "int2";
            case "double" -> "float8";
            case "boolean" -> "bool";
            case "text[]" -> "_text";
            case "int[]" -> "_int4";
            case "bigint[]" -> "_int8";
            case "numeric[]" -> "_numeric";
            case "uuid[]" -> "_uuid";
            default -> type.replaceAll("\\(.*\\)", "");
        };
        Physical physical = switch (base) {
            case "int2", "int4" -> Physical.INT32;
            case "int8" -> Physical.INT64;
            case "float8" -> Physical.DOUBLE;
            case "bool" -> Physical.BOOLEAN;
            case "date" -> Physical.DATE;
            case "timestamp" -> Physical.TIMESTAMP;
            case "timestamptz" -> Physical.TIMESTAMPTZ;
            case "bytea" -> Physical.BYTES;
            default -> Physical.TEXT;
        };
        return new ColumnSchema(
                parts[0], type, base, physical, !notNull, false, type.equals("serial"), max, List.of(), null);
    }

    public static TableSchema table(String id, List<String> columns, String primaryKey, String... unique) {
        return new TableSchema(
                TableId.of(id),
                TableKind.TABLE,
                columns.stream().map(TestSchemas::column).toList(),
                primaryKey.isEmpty() ? List.of() : List.of(primaryKey.split(",")),
                Arrays.stream(unique).map(key -> List.of(key.split(","))).toList(),
                List.of(),
                null,
                null,
                null);
    }

    /** A table without keys; an empty comment is none. */
    public static TableSchema commented(String id, List<String> columns, List<String> comments) {
        TableSchema plain = table(id, columns, "");
        return new TableSchema(
                plain.id(),
                plain.kind(),
                IntStream.range(0, columns.size())
                        .mapToObj(i -> comment(plain.columns().get(i), comments.get(i)))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static ColumnSchema comment(ColumnSchema of, String comment) {
        return new ColumnSchema(
                of.name(),
                of.sourceType(),
                of.baseType(),
                of.physical(),
                of.nullable(),
                of.generated(),
                of.identity(),
                of.maxLength(),
                of.allowed(),
                comment.isEmpty() ? null : comment);
    }

    /** {@code reference("hcp1:public.login(email)", "ids:public.person(email)")}. */
    public static Reference reference(String from, String to) {
        return new Reference(
                "r",
                TableId.of(from.substring(0, from.indexOf('('))),
                List.of(from.substring(from.indexOf('(') + 1, from.length() - 1).split(",")),
                TableId.of(to.substring(0, to.indexOf('('))),
                List.of(to.substring(to.indexOf('(') + 1, to.length() - 1).split(",")),
                true,
                null,
                true,
                false);
    }

    public static RunSchema schema(List<TableSchema> tables, Reference... references) {
        var stores = tables.stream()
                .collect(Collectors.groupingBy(table -> table.id().store(), LinkedHashMap::new, Collectors.toList()));
        return new RunSchema(
                RUN,
                1,
                stores.entrySet().stream()
                        .map(entry -> new StoreSchema(entry.getKey(), StoreKind.POSTGRESQL, entry.getValue()))
                        .toList(),
                List.of(references));
    }
}
