package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.GraphColumn;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.ReadRow;
import dev.datamig.extractor.rows.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Reads chosen nodes and relationships, in the order of their numbers, a piece at a time. The two queries are the same for all
 * tables, so that the graph plans each once; of the nodes at a relationship's ends only the keys are sent.
 */
public final class GraphRows {

    /** The values of an entity's named properties; its element id where there is no name. */
    private static final String VALUES = "[k IN $%2$s | CASE WHEN k IS NULL THEN elementId(%1$s) ELSE %1$s[k] END]";

    private static final String NODES = "UNWIND $ids AS x MATCH (n) WHERE %1$s = x RETURN %1$s AS id, "
            + VALUES.formatted("n", "names") + " AS cells";
    private static final String RELATIONSHIPS =
            "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE %1$s = x RETURN %1$s AS id, " + VALUES.formatted("a", "start")
                    + " + " + VALUES.formatted("b", "end") + " + " + VALUES.formatted("r", "names") + " AS cells";

    private final GraphSource source;
    private final String nodes;
    private final String relationships;

    public GraphRows(GraphSource source) {
        this.source = source;
        this.nodes = NODES.formatted(source.name("n"));
        this.relationships = RELATIONSHIPS.formatted(source.name("r"));
    }

    /** Reads the rows of a table; whoever takes them may throw to stop. */
    public void read(TableSchema table, RowSet rows, ReadRow taker) {
        Wanted wanted = Wanted.of(table);
        String what = "reading " + table.id().name();
        if (table.kind() == TableKind.NODES) {
            source.readNodes(what, rows, nodes, wanted.parameters(), taking(wanted.columns(), source::node, taker));
        } else {
            source.readRelationships(
                    what,
                    rows,
                    relationships,
                    wanted.parameters(),
                    taking(wanted.columns(), source::relationship, taker));
        }
    }

    private static Consumer<Record> taking(List<ColumnSchema> columns, ToLongFunction<Value> number, ReadRow taker) {
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        return row -> {
            Value values = row.get(1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = GraphCells.cell(columns.get(i), values.get(i));
            }
            taker.accept(number.applyAsLong(row.get(0)), cells);
        };
    }

    /** A table's columns with the names that a query asks for, at the same places; null stands for the element id. */
    private record Wanted(
            List<ColumnSchema> columns,
            List<@Nullable String> start,
            List<@Nullable String> end,
            List<@Nullable String> names) {

        static Wanted of(TableSchema table) {
            Wanted wanted = new Wanted(table.copiedColumns(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            boolean relationships = table.kind() == TableKind.RELATIONSHIPS;
            for (ColumnSchema column : wanted.columns) {
                String name = column.name();
                if (relationships && name.startsWith(GraphColumn.START)) {
                    wanted.start.add(ofNode(name.substring(GraphColumn.START.length())));
                } else if (relationships && name.startsWith(GraphColumn.END)) {
                    wanted.end.add(ofNode(name.substring(GraphColumn.END.length())));
                } else {
                    wanted.names.add(relationships ? GraphColumn.relationshipProperty(name) : ofNode(name));
                }
            }
            return wanted;
        }

        private static @Nullable String ofNode(String column) {
            return column.equals(GraphColumn.ELEMENT_ID) ? null : column;
        }

        /** Start, end, own: the order in which {@link GraphShape} makes a relationship's columns, too. */
        Map<String, Object> parameters() {
            return Map.of("start", start, "end", end, "names", names);
        }
    }
}
