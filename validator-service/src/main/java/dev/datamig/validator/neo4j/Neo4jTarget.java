package dev.datamig.validator.neo4j;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.check.CellText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/** Reads a Neo4j target. Nodes are found by their business key, relationships by the keys of the nodes at their ends. */
public final class Neo4jTarget implements Target {

    private static final String NO_KEY = "~id";

    private final String store;
    private final Driver driver;
    private final Session session;

    public Neo4jTarget(String store, Endpoint endpoint) {
        this.store = store;
        try {
            driver = GraphDatabase.driver(endpoint.url(), AuthTokens.basic(endpoint.username(), endpoint.password()));
            var config = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ);
            String database = endpoint.database();
            if (database != null) {
                config.withDatabase(database);
            }
            session = driver.session(config.build());
        } catch (Neo4jException e) {
            throw failed(e);
        }
    }

    @Override
    public Answer look(TableSchema table, List<@Nullable Object[]> rows) {
        return table.kind() == TableKind.RELATIONSHIPS ? relationships(table, rows) : nodes(table, rows);
    }

    private Answer nodes(TableSchema table, List<@Nullable Object[]> rows) {
        if (table.primaryKey().isEmpty() || table.primaryKey().contains(NO_KEY)) {
            return new Answer.NoKey("its nodes have no business key");
        }
        String cypher = "UNWIND $keys AS k MATCH (n" + labels(table) + " {" + properties(table.primaryKey(), "k")
                + "}) RETURN k[0], properties(n)";
        List<ColumnSchema> columns = table.copiedColumns();
        List<@Nullable String @Nullable []> found = nulls(rows.size());
        for (Record record : run(cypher, keys(table, table.primaryKey(), rows))) {
            Value properties = record.get(1);
            @Nullable String[] cells = new String[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                Value value = properties.get(columns.get(i).name());
                Object sealed = rows.get(record.get(0).asInt())[i];
                cells[i] = GraphTexts.isAny(columns.get(i))
                        ? GraphTexts.of(value, sealed instanceof byte[] bytes ? bytes : null)
                        : text(columns.get(i), value);
            }
            found.set(record.get(0).asInt(), cells);
        }
        return new Answer.Looked(found);
    }

    /** As many relationships between the same two nodes as were sealed. */
    private Answer relationships(TableSchema table, List<@Nullable Object[]> rows) {
        List<String> starts = ends(table, "start.");
        List<String> ends = ends(table, "end.");
        if (starts.isEmpty()
                || ends.isEmpty()
                || starts.contains("start." + NO_KEY)
                || ends.contains("end." + NO_KEY)) {
            return new Answer.NoKey("the nodes at its ends have no business key");
        }
        List<String> both = new ArrayList<>(starts);
        both.addAll(ends);
        String cypher =
                "UNWIND $keys AS k MATCH (a" + end(table.start()) + " {" + properties(bare(starts), "k", 1) + "})-[r:"
                        + identifier(table.labels().getFirst()) + "]->(b" + end(table.end()) + " {"
                        + properties(bare(ends), "k", 1 + starts.size()) + "}) RETURN k[0], count(r)";
        Map<List<Object>, Integer> wanted = new HashMap<>();
        List<List<Object>> keys = keys(table, both, rows);
        List<@Nullable String @Nullable []> found = nulls(rows.size());
        Map<Integer, Long> counts = new HashMap<>();
        for (Record record : run(cypher, keys)) {
            counts.merge(record.get(0).asInt(), record.get(1).asLong(), Long::sum);
        }
        for (int n = 0; n < keys.size(); n++) {
            List<Object> key = keys.get(n);
            int nth = wanted.merge(key.subList(1, key.size()), 1, Integer::sum);
            if (counts.getOrDefault(n, 0L) >= nth) {
                found.set(n, sealed(table, rows.get(n)));
            }
        }
        return new Answer.Looked(found);
    }

    /** Properties of relationships are not told apart by key: they count as they were sealed. */
    private static @Nullable String[] sealed(TableSchema table, @Nullable Object[] cells) {
        @Nullable String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            Physical physical = table.copiedColumns().get(i).physical();
            texts[i] = cell == null || physical != Physical.TEXT ? null : CellText.of(physical, cell);
        }
        return texts;
    }

    private static List<String> ends(TableSchema table, String prefix) {
        return table.copiedColumns().stream()
                .map(ColumnSchema::name)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static List<String> bare(List<String> names) {
        return names.stream().map(name -> name.substring(name.indexOf('.') + 1)).toList();
    }

    @Override
    public List<String[]> unresolved(
            TableSchema child, List<@Nullable Object[]> rows, Reference reference, List<Parent> parentsHere) {
        if (child.kind() == TableKind.RELATIONSHIPS || reference.when() != null) {
            return List.of();
        }
        Answer answer = look(child, rows);
        if (!(answer instanceof Answer.Looked looked)) {
            return List.of();
        }
        Set<List<String>> keys = new HashSet<>();
        List<String> copied =
                child.copiedColumns().stream().map(ColumnSchema::name).toList();
        for (@Nullable String @Nullable [] row : looked.rows()) {
            List<String> key = new ArrayList<>();
            for (String name : reference.fromColumns()) {
                int place = copied.indexOf(name);
                boolean any = GraphTexts.isAny(child.copiedColumns().get(place));
                String text = row == null || any ? null : row[place];
                if (text != null) {
                    key.add(text);
                }
            }
            if (key.size() == reference.fromColumns().size()) {
                keys.add(key);
            }
        }
        List<String[]> open =
                keys.stream().map(key -> key.toArray(String[]::new)).toList();
        for (Parent parent : parentsHere) {
            open = absent(parent, child, reference.fromColumns(), open);
        }
        return open;
    }

    @Override
    public List<String[]> absent(Parent parent, TableSchema child, List<String> childColumns, List<String[]> keys) {
        List<List<Object>> rows = new ArrayList<>();
        for (int n = 0; n < keys.size(); n++) {
            List<Object> row = new ArrayList<>();
            row.add(n);
            for (int i = 0; i < parent.columns().size(); i++) {
                row.add(value(parent.table().column(parent.columns().get(i)).orElseThrow(), keys.get(n)[i]));
            }
            rows.add(row);
        }
        String cypher = "UNWIND $keys AS k WITH k WHERE EXISTS { MATCH (n" + labels(parent.table()) + " {"
                + properties(parent.columns(), "k") + "}) } RETURN k[0]";
        Set<Integer> there = new HashSet<>();
        run(cypher, rows).forEach(record -> there.add(record.get(0).asInt()));
        List<String[]> missing = new ArrayList<>();
        for (int n = 0; n < keys.size(); n++) {
            if (!there.contains(n)) {
                missing.add(keys.get(n));
            }
        }
        return missing;
    }

    private static Object value(ColumnSchema column, String text) {
        try {
            return switch (column.physical()) {
                case INT32, INT64 -> Long.valueOf(text);
                case DOUBLE, FLOAT -> Double.valueOf(text);
                case BOOLEAN -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private List<Record> run(String cypher, List<List<Object>> keys) {
        try {
            return session.executeRead(
                    work -> work.run(cypher, Map.of("keys", keys)).list());
        } catch (Neo4jException e) {
            throw failed(e);
        }
    }

    private static List<List<Object>> keys(TableSchema table, List<String> names, List<@Nullable Object[]> rows) {
        List<String> copied =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        List<List<Object>> keys = new ArrayList<>();
        for (int n = 0; n < rows.size(); n++) {
            List<Object> key = new ArrayList<>();
            key.add(n);
            for (String name : names) {
                int place = copied.indexOf(name);
                key.add(parameter(table.copiedColumns().get(place), rows.get(n)[place]));
            }
            keys.add(key);
        }
        return keys;
    }

    /** A NULL in a key finds nothing, as an impossible value does. */
    private static Object parameter(ColumnSchema column, @Nullable Object cell) {
        if (cell == null) {
            return List.of();
        }
        if (cell instanceof byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return column.baseType().equals("neo4j:any") || column.sourceType().equals("neo4j:any") ? any(text) : text;
        }
        return cell instanceof Integer number ? (Object) number.longValue() : cell;
    }

    private static Object any(String json) {
        var value =
                Json.read(json, com.fasterxml.jackson.databind.JsonNode.class).path("v");
        return value.isIntegralNumber()
                ? (Object) value.longValue()
                : value.isNumber()
                        ? (Object) value.doubleValue()
                        : value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    /** Numbers too, since references may go over them. */
    private static @Nullable String text(ColumnSchema column, Value value) {
        if (value.isNull()) {
            return null;
        }
        return switch (column.sourceType()) {
            case "neo4j:string" ->
                value.hasType(org.neo4j.driver.types.TypeSystem.getDefault().STRING())
                        ? value.asString()
                        : value.toString();
            case "neo4j:integer", "neo4j:float", "neo4j:boolean" -> String.valueOf(value.asObject());
            default -> null;
        };
    }

    private static List<@Nullable String @Nullable []> nulls(int size) {
        List<@Nullable String @Nullable []> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(null);
        }
        return list;
    }

    private static String labels(TableSchema table) {
        var text = new StringBuilder();
        table.labels().forEach(label -> text.append(':').append(identifier(label)));
        return text.toString();
    }

    private static String end(dev.datamig.contracts.schema.@Nullable TableId end) {
        var text = new StringBuilder();
        if (end != null) {
            for (String label : LabelNames.split(end.name())) {
                text.append(':').append(identifier(label));
            }
        }
        return text.toString();
    }

    private static String properties(List<String> names, String row) {
        return properties(names, row, 1);
    }

    private static String properties(List<String> names, String row, int from) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(identifier(names.get(i)) + ": " + row + "[" + (from + i) + "]");
        }
        return String.join(", ", parts);
    }

    private static String identifier(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    private ValidatorException failed(Neo4jException e) {
        return new ValidatorException(
                ValidatorCode.TARGET, "the target of store " + store + " answered with " + e.code());
    }

    @Override
    public void close() {
        try (driver) {
            session.close();
        }
    }
}
