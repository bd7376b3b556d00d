package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.ReadRow;
import dev.datamig.extractor.rows.RowSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Reads chosen nodes and relationships, in the order of their numbers, a piece at a time. */
public final class GraphRows {

    private static final String NODES = "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x"
            + " RETURN elementId(n) AS id, properties(n) AS properties";
    private static final String RELATIONSHIPS = "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE elementId(r) = x"
            + " RETURN elementId(r) AS id, properties(r) AS properties, elementId(a) AS startId, properties(a) AS start,"
            + " elementId(b) AS endId, properties(b) AS end";

    private final GraphSource source;

    public GraphRows(GraphSource source) {
        this.source = source;
    }

    /** Reads the rows of a table; whoever takes them may throw to stop. */
    public void read(TableSchema table, RowSet rows, ReadRow taker) {
        List<ColumnSchema> columns = table.copiedColumns();
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        boolean nodes = table.kind() == TableKind.NODES;
        String what = "reading " + table.id().name();
        java.util.function.Consumer<Record> each = row -> {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = GraphCells.cell(
                        columns.get(i), value(row, columns.get(i).name(), nodes));
            }
            String id = row.get("id").asString();
            taker.accept(nodes ? source.node(id) : source.relationship(id), cells);
        };
        if (nodes) {
            source.readNodes(what, rows, NODES, each);
        } else {
            source.readRelationships(what, rows, RELATIONSHIPS, each);
        }
    }

    private static Value value(Record row, String column, boolean node) {
        if (!node && column.startsWith("start.")) {
            return keyPart(row.get("startId"), row.get("start"), column.substring("start.".length()));
        }
        if (!node && column.startsWith("end.")) {
            return keyPart(row.get("endId"), row.get("end"), column.substring("end.".length()));
        }
        return keyPart(row.get("id"), row.get("properties"), column);
    }

    private static Value keyPart(Value id, Value properties, String name) {
        return name.equals("~id") ? Values.value(id.asString()) : properties.get(name);
    }
}
