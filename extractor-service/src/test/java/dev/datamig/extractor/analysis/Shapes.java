package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.ForeignKeyShape;
import dev.datamig.extractor.analysis.shape.TableShape.KeyShape;
import java.util.List;
import java.util.stream.Stream;

/** Tables made up for tests. */
public final class Shapes {

    private Shapes() {}

    public static TableId id(String name) {
        return new TableId("s", "public." + name);
    }

    /** A column; a type with a question mark behind it may be NULL. */
    public static ColumnShape column(String name, String type) {
        boolean nullable = type.endsWith("?");
        String plain = nullable ? type.substring(0, type.length() - 1) : type;
        String base = plain.replaceAll("\\(.*", "");
        return new ColumnShape(name, plain, plain, base, null, nullable, null, null, null, null, List.of(), null);
    }

    /** A table with columns {@code name type}, the first of which is its key. */
    public static TableShape table(String name, long rows, List<ForeignKeyShape> keys, String... columns) {
        List<ColumnShape> all = Stream.of(columns)
                .map(text -> text.split(" "))
                .map(parts -> column(parts[0], parts[1]))
                .toList();
        return new TableShape(
                id(name),
                TableShape.Kind.TABLE,
                null,
                rows,
                false,
                rows * 100,
                all,
                new KeyShape(name + "_pkey", List.of(all.get(0).name())),
                List.of(),
                keys,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    public static ForeignKeyShape foreignKey(String name, String column, String parent, boolean deferrable) {
        return new ForeignKeyShape(
                name,
                List.of(column),
                id(parent),
                List.of("id"),
                "NO ACTION",
                "NO ACTION",
                "SIMPLE",
                deferrable,
                false,
                true,
                true,
                null);
    }

    /** The references that the tables declare. */
    public static List<Reference> references(List<TableShape> tables) {
        return tables.stream()
                .flatMap(table -> table.foreignKeys().stream()
                        .map(key -> new Reference(
                                key.name(),
                                table.id(),
                                key.columns(),
                                key.parent(),
                                key.parentColumns(),
                                true,
                                null,
                                true,
                                key.deferrable())))
                .toList();
    }
}
