package dev.datamig.loader.neo4j;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Puts nodes and relationships back as a backup has them, inside an open transaction: missing ones are created, others overwritten, and
 * what was written is compared. Nodes are found by their business keys; a relationship by its element id while it is still between the
 * same nodes, else as an equal one between them.
 */
final class GraphRestore {

    private final NeoTransaction transaction;
    private final KeyLabels labels;
    private final BackupStore files;
    private final int batch;
    private final Map<String, String> now = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    GraphRestore(NeoTransaction transaction, KeyLabels labels, BackupStore files, int batch) {
        this.transaction = transaction;
        this.labels = labels;
        this.files = files;
        this.batch = batch;
    }

    /** A kept node or relationship and its element id at the time. */
    private record Kept(String id, RemovedImage image) {
        private Map<String, Value> properties() {
            return GraphImage.read(image.properties());
        }
    }

    List<TableLoad> restore(Backup backup) {
        List<TableLoad> tallies = new ArrayList<>();
        release(backup);
        for (Backup.Table table : backup.tables()) {
            var id = new TableId(backup.store(), table.name());
            var tally = new GraphTally();
            if (table.key().isEmpty()) {
                each(table, some -> relationships(some, tally));
            } else {
                each(table, some -> nodes(nodes(id, table, some), some, tally));
            }
            tallies.add(tally.of(id));
        }
        return tallies;
    }

    /** Takes away unique values that will be other ones: who had them before gets them back, and the graph asks at each statement. */
    private void release(Backup backup) {
        for (Backup.Table table : backup.tables()) {
            List<Unique> unique = labels.unique().stream()
                    .filter(each -> !table.key().containsAll(each.properties()))
                    .toList();
            if (!table.key().isEmpty() && !unique.isEmpty()) {
                each(
                        table,
                        some -> release(nodes(new TableId(backup.store(), table.name()), table, some), some, unique));
            }
        }
    }

    private void release(GraphTable table, List<Kept> some, List<Unique> unique) {
        Map<String, List<String>> released = new LinkedHashMap<>();
        List<Record> found = find(table, some);
        for (int i = 0; i < some.size(); i++) {
            Record row = found.get(i);
            if (row.get("many").asLong() == 1) {
                KeyLabels.given(
                                unique,
                                row.get("labels").asList(Value::asString),
                                row.get("properties").asMap(value -> value),
                                some.get(i).properties())
                        .forEach(name -> released.computeIfAbsent(name, property -> new ArrayList<>())
                                .add(row.get("id").asString()));
            }
        }
        KeyLabels.release(transaction, table.id().text(), released);
    }

    /** Those with the same labels, or the same type, so many at a time. */
    private void each(Backup.Table table, Consumer<List<Kept>> taker) {
        Map<String, List<Kept>> alike = new LinkedHashMap<>();
        try (BatchReader reader = files.rows(table)) {
            for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                var kept = new Kept(text(cells[0]), RemovedImage.parse(text(cells[1])));
                List<Kept> some = alike.computeIfAbsent(kept.image().written(), written -> new ArrayList<>());
                some.add(kept);
                if (some.size() == batch) {
                    taker.accept(some);
                    alike.remove(kept.image().written());
                }
            }
        }
        alike.values().forEach(taker);
    }

    private static String text(@org.jspecify.annotations.Nullable Object cell) {
        if (cell instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw LoadException.of(LoaderCode.NO_BACKUP, "a file of it cannot be read");
    }

    /** The nodes with the labels that some of a table had. */
    private GraphTable nodes(TableId id, Backup.Table table, List<Kept> some) {
        List<String> named = some.get(0).image().labels();
        var schema = new TableSchema(id, TableKind.NODES, List.of(), table.key(), List.of(), named, null, null, null);
        return new GraphTable(schema, labels.of(schema), labels.unique(schema), List.of());
    }

    /** What is there under the keys, in their order. */
    private List<Record> find(GraphTable table, List<Kept> some) {
        List<Map<String, Value>> keys = new ArrayList<>();
        for (Kept kept : some) {
            Map<String, Value> properties = kept.properties();
            Map<String, Value> one = new HashMap<>();
            table.key().forEach(name -> one.put(name, properties.getOrDefault(name, Values.NULL)));
            keys.add(one);
        }
        return transaction.run(
                "looking up " + table.id(),
                "UNWIND range(0, size($keys) - 1) AS i WITH i, $keys[i] AS x OPTIONAL MATCH "
                        + GraphTable.pattern("n", table, "x", "")
                        + " WITH i, collect(n) AS ns RETURN i, size(ns) AS many, elementId(ns[0]) AS id,"
                        + " labels(ns[0]) AS labels, properties(ns[0]) AS properties ORDER BY i",
                Map.of("keys", keys));
    }

    private void nodes(GraphTable table, List<Kept> some, GraphTally tally) {
        TableId id = table.id();
        List<String> named = table.schema().labels();
        List<Record> found = find(table, some);
        List<Kept> missing = new ArrayList<>();
        List<Kept> different = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Record row = found.get(i);
            Kept kept = some.get(i);
            if (row.get("many").asLong() == 0) {
                missing.add(kept);
                continue;
            }
            if (row.get("many").asLong() > 1) {
                throw LoadException.of(LoaderCode.NOT_VERIFIED, id + ": several nodes have one key by now");
            }
            now.put(kept.id(), row.get("id").asString());
            if (contents(row).equals(GraphDigest.text(named, kept.properties()))) {
                tally.unchanged++;
            } else {
                different.add(kept);
            }
        }
        overwrite(table, different);
        create(table, missing);
        tally.updated += different.size();
        tally.inserted += missing.size();
    }

    private static String contents(Record row) {
        return GraphDigest.text(
                row.get("labels").asList(Value::asString), row.get("properties").asMap(value -> value));
    }

    private void overwrite(GraphTable table, List<Kept> different) {
        Map<String, List<Kept>> byExtra = new LinkedHashMap<>();
        if (different.isEmpty()) {
            return;
        }
        List<Record> stored = transaction.run(
                "reading " + table.id(),
                "UNWIND range(0, size($ids) - 1) AS i WITH i, $ids[i] AS x MATCH (n) WHERE elementId(n) = x"
                        + " RETURN i, labels(n) AS labels ORDER BY i",
                Map.of("ids", different.stream().map(this::id).toList()));
        for (int i = 0; i < stored.size(); i++) {
            List<String> extra = new ArrayList<>(stored.get(i).get("labels").asList(Value::asString));
            extra.removeAll(table.schema().labels());
            String remove = extra.isEmpty() ? "" : " REMOVE n" + new RemovedImage(extra, "", "", "").written();
            byExtra.computeIfAbsent(remove, r -> new ArrayList<>()).add(different.get(i));
        }
        byExtra.forEach((remove, some) -> requireRestored(
                table,
                some,
                transaction.run(
                        "restoring " + table.id(),
                        "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x MATCH (n) WHERE elementId(n) ="
                                + " x.id SET n = x.p SET n" + table.labels() + remove
                                + " RETURN i, elementId(n) AS id, labels(n) AS labels, properties(n) AS properties"
                                + " ORDER BY i",
                        Map.of(
                                "rows",
                                some.stream()
                                        .map(kept -> Map.<String, Object>of("id", id(kept), "p", kept.properties()))
                                        .toList()))));
    }

    private void create(GraphTable table, List<Kept> missing) {
        if (missing.isEmpty()) {
            return;
        }
        List<Record> created = transaction.run(
                "putting back " + table.id(),
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x CREATE (n" + table.labels()
                        + ") SET n = x RETURN i, elementId(n) AS id, labels(n) AS labels, properties(n) AS properties"
                        + " ORDER BY i",
                Map.of("rows", missing.stream().map(Kept::properties).toList()));
        requireRestored(table, missing, created);
        for (int i = 0; i < missing.size(); i++) {
            now.put(missing.get(i).id(), created.get(i).get("id").asString());
        }
    }

    private static void requireRestored(GraphTable table, List<Kept> some, List<Record> stored) {
        boolean right = stored.size() == some.size();
        for (int i = 0; right && i < some.size(); i++) {
            right = contents(stored.get(i))
                    .equals(GraphDigest.text(
                            table.schema().labels(), some.get(i).properties()));
        }
        if (!right) {
            throw LoadException.of(LoaderCode.NOT_VERIFIED, table.id() + ": nodes could not be put back as they were");
        }
    }

    private String id(Kept kept) {
        return now.getOrDefault(kept.id(), kept.id());
    }

    private void relationships(List<Kept> some, GraphTally tally) {
        String type = some.get(0).image().written();
        List<Map<String, Object>> between = new ArrayList<>();
        for (Kept kept : some) {
            RemovedImage image = kept.image().moved(now);
            between.add(Map.of("a", image.start(), "b", image.end(), "p", kept.properties()));
        }
        List<Record> found = transaction.run(
                "looking up relationships",
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x MATCH (a) WHERE elementId(a) = x.a"
                        + " MATCH (b) WHERE elementId(b) = x.b OPTIONAL MATCH (a)-[r" + type + "]->(b)"
                        + " RETURN i, collect(elementId(r)) AS ids, collect(properties(r)) AS properties ORDER BY i",
                Map.of("rows", between));
        List<Map<String, Object>> missing = new ArrayList<>();
        List<Map<String, Object>> different = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            List<String> ids = found.get(i).get("ids").asList(Value::asString);
            String equal = equal(some.get(i), ids, found.get(i));
            if (!equal.isEmpty()) {
                used.add(equal);
                tally.unchanged++;
            } else if (ids.contains(some.get(i).id()) && used.add(some.get(i).id())) {
                different.add(Map.of("id", some.get(i).id(), "p", some.get(i).properties()));
            } else {
                missing.add(between.get(i));
            }
        }
        transaction.run(
                "restoring relationships",
                "UNWIND $rows AS x MATCH ()-[r]->() WHERE elementId(r) = x.id SET r = x.p",
                Map.of("rows", different));
        transaction
                .run(
                        "putting back relationships",
                        "UNWIND $rows AS x MATCH (a) WHERE elementId(a) = x.a MATCH (b) WHERE elementId(b) = x.b"
                                + " CREATE (a)-[r" + type + "]->(b) SET r = x.p RETURN elementId(r) AS id",
                        Map.of("rows", missing))
                .forEach(row -> used.add(row.get("id").asString()));
        tally.updated += different.size();
        tally.inserted += missing.size();
    }

    /** The relationship itself when it is as it was, else another equal one that stands for no other yet. */
    private String equal(Kept kept, List<String> ids, Record row) {
        String contents = GraphDigest.text(List.of(), kept.properties());
        List<Map<String, Value>> properties = row.get("properties").asList(value -> value.asMap(each -> each));
        String equal = "";
        for (int i = 0; i < ids.size(); i++) {
            boolean better = equal.isEmpty() || ids.get(i).equals(kept.id());
            if (better
                    && !used.contains(ids.get(i))
                    && GraphDigest.text(List.of(), properties.get(i)).equals(contents)) {
                equal = ids.get(i);
            }
        }
        return equal;
    }
}
