package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Keeps every node that a sealed node meets or that a refresh takes away, and the relationships between these, before the load writes:
 * those are what it could change. Nodes without a business key could not be found again and are not kept.
 */
final class GraphBackup {

    /** The name under which relationships are kept. */
    static final String RELATIONSHIPS = "relationships";

    /** A node's or relationship's element id at the time, and all that it was. */
    private static final List<String> COLUMNS = List.of("~id", "~image");

    private final NeoTransaction transaction;
    private final BackupStore files;
    private final int batch;
    private final Map<GraphTable, Set<String>> met = new LinkedHashMap<>();

    GraphBackup(NeoTransaction transaction, BackupStore files, int batch) {
        this.transaction = transaction;
        this.files = files;
        this.batch = batch;
    }

    /** The load could change the node. */
    void meets(GraphTable table, String node) {
        if (!table.anonymous() && !node.isEmpty()) {
            met.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(node);
        }
    }

    void keep(RunId run, String store) {
        List<Backup.Table> kept = new ArrayList<>();
        Set<String> all = new HashSet<>();
        for (Map.Entry<GraphTable, Set<String>> nodes : met.entrySet()) {
            all.addAll(nodes.getValue());
            TableId id = nodes.getKey().id();
            kept.add(keep(run, id, nodes.getKey().key(), writer -> nodes(id, nodes.getValue(), writer)));
        }
        if (!all.isEmpty()) {
            TableId id = new TableId(store, RELATIONSHIPS);
            kept.add(keep(run, id, List.of(), writer -> relationships(all, writer)));
        }
        files.complete(run, new Backup(store, kept));
    }

    private Backup.Table keep(RunId run, TableId id, List<String> key, Consumer<BatchWriter> rows) {
        try (BatchWriter writer = files.begin(run, id, COLUMNS)) {
            rows.accept(writer);
            StoredFile file = writer.commit();
            return new Backup.Table(id.name(), key, COLUMNS, file.path(), file.rows(), file.sha256());
        }
    }

    private void nodes(TableId id, Set<String> nodes, BatchWriter writer) {
        each(nodes, some -> {
            for (Record row : transaction.run(
                    "keeping " + id,
                    "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x RETURN elementId(n) AS id, labels(n) AS labels,"
                            + " properties(n) AS properties",
                    Map.of("ids", some))) {
                Map<String, Value> properties = row.get("properties").asMap(value -> value);
                List<String> labels = row.get("labels").asList(Value::asString);
                write(writer, row, RemovedImage.of(labels, properties));
            }
        });
    }

    private void relationships(Set<String> nodes, BatchWriter writer) {
        each(nodes, some -> {
            for (Record row : transaction.run(
                    "keeping relationships",
                    "UNWIND $ids AS x MATCH (a)-[r]->(b) WHERE elementId(a) = x RETURN elementId(r) AS id, type(r) AS"
                            + " type, elementId(a) AS a, elementId(b) AS b, properties(r) AS properties",
                    Map.of("ids", some))) {
                if (nodes.contains(row.get("b").asString())) {
                    write(
                            writer,
                            row,
                            RemovedImage.of(row, row.get("properties").asMap(value -> value)));
                }
            }
        });
    }

    private static void write(BatchWriter writer, Record row, RemovedImage image) {
        writer.write(new @Nullable Object[] {
            row.get("id").asString().getBytes(StandardCharsets.UTF_8),
            image.text().getBytes(StandardCharsets.UTF_8)
        });
    }

    private void each(Set<String> nodes, Consumer<List<String>> taker) {
        List<String> some = new ArrayList<>();
        for (String node : nodes) {
            some.add(node);
            if (some.size() == batch) {
                taker.accept(some);
                some = new ArrayList<>();
            }
        }
        if (!some.isEmpty()) {
            taker.accept(some);
        }
    }
}
