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
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Reads chosen nodes and relationships, in the order of their numbers, a piece at a time. The queries are the same for all tables, so
 * that the graph plans each once. All properties of an entity are asked for together: the graph finds them in one go, where it would
 * look each single one up from the beginning. Of the nodes at a relationship's ends only the keys are sent.
 */
public final class GraphRows {

    private static final String NODES =
            "UNWIND $ids AS x MATCH (n) WHERE %1$s = x RETURN %1$s AS id, properties(n) AS own, %2$s";

    /** The values of a node's named properties; its element id where there is no name. */
    private static final String KEY = "[k IN $%2$s | CASE WHEN k IS NULL THEN elementId(%1$s) ELSE %1$s[k] END]";

    private static final String RELATIONSHIPS =
            "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE %1$s = x RETURN %1$s AS id, properties(r) AS own, "
                    + KEY.formatted("a", "start") + " + " + KEY.formatted("b", "end") + " AS keys";

    private final GraphSource source;
    private final String nodes;
    private final String namelessNodes;
    private final String relationships;

    public GraphRows(GraphSource source) {
        this.source = source;
        this.nodes = NODES.formatted(source.name("n"), "[] AS keys");
        this.namelessNodes = NODES.formatted(source.name("n"), "[elementId(n)] AS keys");
        this.relationships = RELATIONSHIPS.formatted(source.name("r"));
    }

    /** Reads the rows of a table; whoever takes them may throw to stop. */
    public void read(TableSchema table, RowSet rows, ReadRow taker) {
        Wanted wanted = Wanted.of(table);
        String what = "reading " + table.id().name();
        if (table.kind() == TableKind.NODES) {
            String cypher = wanted.keys() == 0 ? nodes : namelessNodes;
            source.readNodes(what, rows, cypher, taking(wanted, source::node, taker));
        } else {
            source.readRelationships(
                    what, rows, relationships, wanted.ends(), taking(wanted, source::relationship, taker));
        }
    }

    private static Consumer<Record> taking(Wanted wanted, ToLongFunction<Value> number, ReadRow taker) {
        List<ColumnSchema> columns = wanted.columns();
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        return row -> {
            Value own = row.get(1);
            Value keys = row.get(2);
            for (int i = 0; i < cells.length; i++) {
                String name = wanted.own().get(i);
                cells[i] = GraphCells.cell(columns.get(i), name == null ? keys.get(i) : own.get(name));
            }
            taker.accept(number.applyAsLong(row.get(0)), cells);
        };
    }

    /**
     * A table's columns with what a query calls them. The keys of a relationship's ends, and the element id of a node without a key, come
     * first: {@link GraphShape} makes the columns in this order.
     *
     * @param start properties of the start node that are its key; null stands for the element id
     * @param own the entity's own properties, at their columns' places; null where a column is one of the keys
     */
    private record Wanted(
            List<ColumnSchema> columns,
            List<@Nullable String> start,
            List<@Nullable String> end,
            List<@Nullable String> own) {

        static Wanted of(TableSchema table) {
            Wanted wanted = new Wanted(table.copiedColumns(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            boolean relationships = table.kind() == TableKind.RELATIONSHIPS;
            for (ColumnSchema column : wanted.columns) {
                String name = column.name();
                if (relationships && name.startsWith(GraphColumn.START)) {
                    wanted.key(wanted.start, name.substring(GraphColumn.START.length()));
                } else if (relationships && name.startsWith(GraphColumn.END)) {
                    wanted.key(wanted.end, name.substring(GraphColumn.END.length()));
                } else {
                    wanted.own.add(relationships ? GraphColumn.relationshipProperty(name) : ofNode(name));
                }
            }
            return wanted;
        }

        private void key(List<@Nullable String> end, String column) {
            end.add(ofNode(column));
            own.add(null);
        }

        private static @Nullable String ofNode(String column) {
            return column.equals(GraphColumn.ELEMENT_ID) ? null : column;
        }

        long keys() {
            return own.stream().filter(Objects::isNull).count();
        }

        Map<String, Object> ends() {
            return Map.of("start", start, "end", end);
        }
    }
}
