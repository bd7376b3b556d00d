package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.JsonLeaves.Kind;
import dev.datamig.anonymizer.classify.JsonLeaves.Leaf;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/** Objects inside JSON documents as tables, so that their keys can be judged like columns. */
final class JsonObjects {

    private JsonObjects() {}

    /** The object that a leaf stands in; at the top, and under a key that says nothing, called after table and column too. */
    static TableSchema of(TableSchema table, ColumnSchema column, Leaf leaf, List<Leaf> all) {
        String around = around(leaf);
        boolean telling = !around.isEmpty()
                && (Vocabulary.anyPerson(NameTokens.of(around)) || Vocabulary.anyThing(NameTokens.of(around)));
        String name = telling ? around : local(table.id().name()) + "_" + column.name() + "_" + around;
        List<String> object = leaf.path().subList(0, Math.max(0, leaf.path().size() - 1));
        List<ColumnSchema> siblings = all.stream()
                .filter(other -> beside(other, leaf, object))
                .map(JsonObjects::column)
                .toList();
        return new TableSchema(
                new TableId(table.id().store(), name),
                TableKind.TABLE,
                siblings,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    static ColumnSchema column(Leaf leaf) {
        boolean whole = leaf.kind() == Kind.NUMBER
                && leaf.sample().values().stream().allMatch(value -> value.matches("-?\\d{1,18}"));
        String type = switch (leaf.kind()) {
            case BOOLEAN -> "bool";
            case NUMBER -> whole ? "int8" : "float8";
            case STRING -> "text";
        };
        Physical physical = switch (leaf.kind()) {
            case BOOLEAN -> Physical.BOOLEAN;
            case NUMBER -> whole ? Physical.INT64 : Physical.DOUBLE;
            case STRING -> Physical.TEXT;
        };
        return new ColumnSchema(leaf.key(), type, type, physical, true, false, false, null, List.of(), null);
    }

    /** The key under which the leaf's object stands; empty at the top. */
    static String around(Leaf leaf) {
        List<String> path = leaf.path();
        int own = path.size() - 1;
        while (own >= 0 && path.get(own).equals(JsonLeaves.ANY)) {
            own--;
        }
        for (int i = own - 1; i >= 0; i--) {
            if (!path.get(i).equals(JsonLeaves.ANY)) {
                return path.get(i);
            }
        }
        return "";
    }

    /** A document that is nothing but a value stands in no object. */
    private static boolean beside(Leaf other, Leaf leaf, List<String> object) {
        return leaf.path().isEmpty()
                ? other.equals(leaf)
                : other.path().size() == object.size() + 1
                        && other.path().subList(0, object.size()).equals(object);
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }
}
