package dev.datamig.loader.neo4j;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Looks nodes up by their keys and creates those that are not there. */
final class NodeLoad {

    private final NeoTransaction transaction;
    private final GraphRows rows;
    private final Map<String, String> anonymous = new HashMap<>();
    private final LoadPolicy policy;
    private final SealedLoad sealed;
    private final GraphKeys keys;
    private final Optional<GraphRefresh> refresh;
    private final UniqueValues values;
    private final ForeignContents foreign;

    /** @param foreign is told of what would be overwritten */
    NodeLoad(
            NeoTransaction transaction,
            GraphRows rows,
            LoadJob job,
            GraphKeys keys,
            UniqueValues values,
            ForeignContents foreign,
            Optional<GraphRefresh> refresh) {
        this.values = values;
        this.foreign = foreign;
        this.refresh = refresh;
        this.transaction = transaction;
        this.rows = rows;
        this.policy = job.policy();
        this.sealed = job.sealed();
        this.keys = keys;
    }

    /** Nodes of tables without a business key: their element ids in the source and in the target. */
    Map<String, String> anonymous() {
        return anonymous;
    }

    private enum Fate {
        NEW,
        UNCHANGED,
        MATCHED,
        DIFFERENT,
        CONFLICT
    }

    /** A sealed node and what the target has in its place. */
    private record Met(GraphRow row, Fate fate, Found found) {

        /** The properties in which they differ, and {@code labels()} where these do. */
        private Set<String> differing(GraphTable table) {
            return NodeLoad.differing(table, row, found);
        }
    }

    private static Set<String> differing(GraphTable table, GraphRow row, Found found) {
        Set<String> names = new TreeSet<>(row.properties().keySet());
        names.addAll(found.properties().keySet());
        names.removeIf(name ->
                Objects.equals(row.properties().get(name), found.properties().get(name)));
        if (!Set.copyOf(found.labels()).equals(Set.copyOf(table.schema().labels()))) {
            names.add("labels()");
        }
        return names;
    }

    private record Found(String id, List<String> labels, Map<String, Value> properties, long many) {}

    /** What was stored where it is not what was sent; nothing where it is. */
    private static final String OTHER_PROPERTIES =
            "CASE WHEN properties(n) = x THEN null ELSE properties(n) END AS properties";

    private static final Found NOTHING = new Found("", List.of(), Map.of(), 0);

    /** @param backup of every node that is met */
    void compare(GraphTable table, GraphTally tally, Optional<GraphBackup> backup) {
        boolean none = table.part() == GraphTable.Part.ALL && !table.anonymous() && noneIsThere(table);
        if (none && !values.concern(table)) {
            tally.inserted = table.rows();
            tally.missing = table.batches().stream()
                    .filter(batch -> batch.membership() == Membership.REFERENCE)
                    .mapToLong(BatchManifest::rows)
                    .sum();
            return;
        }
        rows.each(table, some -> {
            List<Met> all = none ? fresh(some) : meet(table, some);
            values.compare(table, coming(all));
            for (Met met : all) {
                backup.ifPresent(b -> b.meets(table, met.found().id()));
                boolean owned = met.row().owned();
                switch (met.fate()) {
                    case NEW -> {
                        tally.inserted++;
                        tally.missing += owned ? 0 : 1;
                    }
                    case UNCHANGED -> {
                        tally.unchanged++;
                        tally.found += owned ? 0 : 1;
                    }
                    case MATCHED -> {
                        tally.matched++;
                        tally.others += owned ? 1 : 0;
                    }
                    case DIFFERENT -> {
                        tally.updated++;
                        tally.changed.addAll(met.differing(table));
                        if (!comesToUs(met.found())) {
                            foreign.changes(
                                    table.id().text(), List.of(met.found().id()));
                        }
                    }
                    case CONFLICT -> {
                        tally.conflicts++;
                        tally.differing.addAll(met.differing(table));
                        if (policy.of(table.id()) == LoadStrategy.REMAP) {
                            keys.take(table, met.row(), table.key());
                        }
                    }
                }
            }
        });
    }

    private static List<UniqueValues.Coming> coming(List<Met> all) {
        return all.stream()
                .filter(met -> met.fate() == Fate.NEW || met.fate() == Fate.DIFFERENT)
                .map(met -> new UniqueValues.Coming(
                        met.row(), met.found().id(), met.found().properties()))
                .toList();
    }

    /** The usual case of a first load, for which the keys are enough. */
    private boolean noneIsThere(GraphTable table) {
        String cypher = "UNWIND $keys AS x MATCH " + GraphTable.byKey("n", table, "x") + " RETURN 1 AS there LIMIT 1";
        return rows.keys(
                table,
                some -> transaction
                        .run("looking up " + table.id(), cypher, Map.of("keys", some))
                        .isEmpty());
    }

    private List<Met> meet(GraphTable table, List<GraphRow> some) {
        List<Met> all = new ArrayList<>();
        if (table.anonymous()) {
            some.forEach(row -> all.add(anonymous(table, row)));
            return all;
        }
        List<Map<String, Value>> keys =
                some.stream().map(row -> key(table, row)).toList();
        List<Record> found = transaction.run(
                "looking up " + table.id(),
                "UNWIND range(0, size($keys) - 1) AS i WITH i, $keys[i] AS x OPTIONAL MATCH "
                        + GraphTable.pattern("n", table, "x", "")
                        + " WITH i, collect(n) AS ns RETURN i, size(ns) AS many, elementId(ns[0]) AS id,"
                        + " labels(ns[0]) AS labels, properties(ns[0]) AS properties ORDER BY i",
                Map.of("keys", keys));
        for (int i = 0; i < some.size(); i++) {
            Found there = found(found.get(i));
            GraphRow row = merged(table, some.get(i), there);
            refresh.ifPresent(r -> r.meets(there.id()));
            if (there.many() == 1) {
                place(row, there.id());
            }
            var met = new Met(row, fate(table, row, there), there);
            if (met.fate() == Fate.UNCHANGED || met.fate() == Fate.DIFFERENT) {
                refresh.ifPresent(r -> r.overwritten().takes(there.id()));
            }
            all.add(met);
        }
        return all;
    }

    private void place(GraphRow row, String id) {
        if (!row.source().isEmpty()) {
            anonymous.put(row.source(), id);
        }
    }

    private static List<Met> fresh(List<GraphRow> some) {
        return some.stream().map(row -> new Met(row, Fate.NEW, NOTHING)).toList();
    }

    /** Without a key a node is new, unless the previous run of a refresh had one like it. */
    private Met anonymous(GraphTable table, GraphRow row) {
        long contents = GraphDigest.of(GraphDigest.text(table.schema().labels(), row.properties()));
        Optional<String> there = refresh.flatMap(r -> r.inPlaceOf(table, row, contents));
        there.ifPresent(id -> anonymous.put(row.source(), id));
        return there.map(id -> new Met(
                        row, Fate.UNCHANGED, new Found(id, table.schema().labels(), row.properties(), 1)))
                .orElse(new Met(row, Fate.NEW, NOTHING));
    }

    private GraphRow merged(GraphTable table, GraphRow row, Found there) {
        if (policy.of(table.id()) != LoadStrategy.MERGE || !row.owned() || there.many() != 1) {
            return row;
        }
        Map<String, Value> properties =
                GraphMerge.of(policy.merge(table.id()), table.key(), row.properties(), there.properties());
        return new GraphRow(true, row.source(), row.ends(), properties);
    }

    private boolean overwrites(GraphTable table) {
        LoadStrategy strategy = policy.of(table.id());
        return strategy == LoadStrategy.UPSERT || strategy == LoadStrategy.MERGE;
    }

    private static Map<String, Value> key(GraphTable table, GraphRow row) {
        Map<String, Value> key = new HashMap<>();
        table.key().forEach(name -> key.put(name, row.properties().getOrDefault(name, Values.NULL)));
        return key;
    }

    private Found found(Record row) {
        if (row.get("many").asLong() == 0) {
            return NOTHING;
        }
        String id = row.get("id").asString();
        return new Found(
                id,
                row.get("labels").asList(Value::asString),
                values.before(id, row.get("properties").asMap(value -> value)),
                row.get("many").asLong());
    }

    private Fate fate(GraphTable table, GraphRow row, Found found) {
        if (found.many() == 0) {
            return Fate.NEW;
        }
        if (found.many() > 1) {
            return Fate.CONFLICT;
        }
        if (GraphDigest.text(found.labels(), found.properties())
                .equals(GraphDigest.text(table.schema().labels(), row.properties()))) {
            return Fate.UNCHANGED;
        }
        if (isOurs(found) || comesToUs(found)) {
            return Fate.DIFFERENT;
        }
        if (!row.owned()) {
            return Fate.MATCHED;
        }
        boolean alike = List.copyOf(found.labels()).containsAll(table.schema().labels())
                && found.labels().size() == table.schema().labels().size();
        if (isOverwritten(table, found)) {
            return Fate.DIFFERENT;
        }
        if (staysAsOthersKnowIt(table, row, found)) {
            return Fate.MATCHED;
        }
        return alike && overwrites(table) ? Fate.DIFFERENT : Fate.CONFLICT;
    }

    /**
     * A node that another district has brought and that the source has changed since stays until that district is loaded anew; with
     * {@code insert} a difference is for people to see, and {@code upsert} and {@code merge} overwrite; but for one in texts that masking searched for people, of
     * whom each run knows its own.
     */
    private boolean staysAsOthersKnowIt(GraphTable table, GraphRow row, Found found) {
        LoadStrategy strategy = policy.of(table.id());
        boolean anyDifference = strategy == LoadStrategy.REMAP || strategy == LoadStrategy.REPLACE;
        return (anyDifference || differsInSearchedTextsAlone(table, row, found)) && foreign.isTheirs(found.id());
    }

    private boolean differsInSearchedTextsAlone(GraphTable table, GraphRow row, Found found) {
        return sealed.searched(table.id()).containsAll(differing(table, row, found));
    }

    private boolean isOurs(Found found) {
        return refresh.map(r -> r.isUntouched(found.id(), contents(found))).orElse(false);
    }

    /** A node that another district has brought and left. */
    private boolean comesToUs(Found found) {
        return refresh.map(r -> r.passed().mayBeOverwritten(found.id(), contents(found)))
                .orElse(false);
    }

    /** A node of others that the runs before have overwritten, as they left it. */
    private boolean isOverwritten(GraphTable table, Found found) {
        return policy.of(table.id()) != LoadStrategy.REMAP
                && refresh.map(r -> r.overwritten().isUntouched(found.id(), contents(found)))
                        .orElse(false);
    }

    private static long contents(Found found) {
        return GraphDigest.of(GraphDigest.text(found.labels(), found.properties()));
    }

    private boolean held(Met met) {
        return refresh.map(r -> r.meets(met.found().id())).orElse(false);
    }

    /** @param piece is told of what was written, some at a time */
    void write(GraphTable table, GraphTally expected, GraphPiece piece) {
        long[] written = {0, 0};
        // whoever makes one of them in the meantime is noticed by the constraint
        boolean allNew = table.unique() && expected.met() == 0;
        rows.each(table, some -> {
            List<GraphChunk> chunks = new ArrayList<>();
            List<Met> met = allNew ? fresh(some) : meet(table, some);
            written[0] += create(table, of(met, Fate.NEW), chunks);
            written[1] += overwrite(table, of(met, Fate.DIFFERENT), chunks);
            List<Entry> shared = met.stream()
                    .filter(NodeLoad::isLeft)
                    .filter(each -> !held(each))
                    .map(each -> new Entry(each.found().id(), 0, 0, ""))
                    .toList();
            add(chunks, table, Kind.SHARED, shared);
            List<Entry> taken = met.stream()
                    .filter(each -> each.fate() == Fate.UNCHANGED && staysTaken(each.found()))
                    .map(each -> new Entry(
                            each.found().id(), key(table, each.found().properties()), contents(each.found()), ""))
                    .toList();
            add(chunks, table, Kind.TAKEN, taken);
            for (boolean owned : new boolean[] {true, false}) {
                List<Entry> held = met.stream()
                        .filter(each -> isLeft(each) && held(each) && each.row().owned() == owned)
                        .map(each -> new Entry(
                                each.found().id(), key(table, each.found().properties()), left(each), ""))
                        .toList();
                add(chunks, table, owned ? Kind.HELD : Kind.HELD_REFERENCE, held);
            }
            piece.written(chunks, some.size());
        });
        if (written[0] != expected.inserted || written[1] != expected.updated) {
            throw LoadException.of(LoaderCode.CONTENDED, table.id() + " was changed by others during the load");
        }
    }

    /** What the ledger says that the run has left: where somebody else has changed the node, that is not what is there. */
    private long left(Met met) {
        long now = contents(met.found());
        boolean theirs = refresh.map(r -> r.passed().isTheirs(met.found().id())).orElse(false);
        return met.fate() == Fate.MATCHED || theirs
                ? refresh.map(r -> r.left(met.found().id(), now)).orElse(now)
                : now;
    }

    private boolean staysTaken(Found found) {
        return refresh.map(r -> r.passed().staysTaken(found.id(), contents(found)))
                .orElse(false);
    }

    private boolean isTaken(Entry entry) {
        return refresh.map(r -> r.passed().isTaken(entry.id())).orElse(false);
    }

    private static boolean isLeft(Met met) {
        return met.fate() == Fate.UNCHANGED || met.fate() == Fate.MATCHED;
    }

    private static List<Met> of(List<Met> met, Fate fate) {
        return met.stream().filter(each -> each.fate() == fate).toList();
    }

    private static void add(List<GraphChunk> chunks, GraphTable table, Kind kind, List<Entry> entries) {
        if (!entries.isEmpty()) {
            chunks.add(GraphChunk.of(table.id().name(), kind, table.anonymous() ? List.of() : table.key(), entries));
        }
    }

    private long create(GraphTable table, List<Met> fresh, List<GraphChunk> chunks) {
        if (fresh.isEmpty()) {
            return 0;
        }
        List<Record> created = transaction.run(
                "creating " + table.id(),
                "UNWIND $rows AS x CREATE (n" + table.labels()
                        + ") SET n = x RETURN elementId(n) AS id, labels(n) AS labels, "
                        + (table.plain() ? OTHER_PROPERTIES : "properties(n) AS properties"),
                Map.of("rows", fresh.stream().map(met -> met.row().properties()).toList()));
        List<Entry> owned = new ArrayList<>();
        List<Entry> reference = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            GraphRow row = fresh.get(i).row();
            Entry entry = entry(table, row, created.get(i));
            (row.owned() ? owned : reference).add(entry);
            place(row, entry.id());
        }
        add(chunks, table, Kind.NODE, owned);
        add(chunks, table, Kind.REFERENCE_NODE, reference);
        return created.size();
    }

    /** Compares what is there now with what is sealed. */
    private static Entry entry(GraphTable table, GraphRow row, Record stored) {
        Value other = stored.get("properties");
        Map<String, Value> properties = other.isNull() ? row.properties() : other.asMap(value -> value);
        String there = GraphDigest.text(stored.get("labels").asList(Value::asString), properties);
        if (!there.equals(GraphDigest.text(table.schema().labels(), row.properties()))) {
            throw LoadException.of(LoaderCode.NOT_VERIFIED, table.id() + ": a node differs from the sealed one");
        }
        return new Entry(stored.get("id").asString(), key(table, properties), GraphDigest.of(there), "");
    }

    private static long key(GraphTable table, Map<String, Value> properties) {
        return table.anonymous() ? 0 : GraphDigest.of(GraphDigest.key(table.key(), properties));
    }

    private long overwrite(GraphTable table, List<Met> different, List<GraphChunk> chunks) {
        Map<String, List<Met>> bySetting = new LinkedHashMap<>();
        different.forEach(met -> bySetting
                .computeIfAbsent(
                        GraphTable.relabel(met.found().labels(), table.schema().labels()), setting -> new ArrayList<>())
                .add(met));
        long overwritten = 0;
        for (Map.Entry<String, List<Met>> some : bySetting.entrySet()) {
            overwritten += overwrite(table, some.getKey(), some.getValue(), chunks);
        }
        return overwritten;
    }

    /** @param setting what makes the labels other ones */
    private long overwrite(GraphTable table, String setting, List<Met> different, List<GraphChunk> chunks) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        different.forEach(met ->
                parameters.add(Map.of("id", met.found().id(), "p", met.row().properties())));
        List<Record> stored = transaction.run(
                "overwriting " + table.id(),
                "UNWIND $rows AS x MATCH (n) WHERE elementId(n) = x.id SET n = x.p" + setting
                        + " RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties",
                Map.of("rows", parameters));
        List<Entry> before = new ArrayList<>();
        List<Entry> held = new ArrayList<>();
        List<Entry> heldReference = new ArrayList<>();
        List<Entry> taken = new ArrayList<>();
        List<Entry> shared = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            Entry now = entry(table, different.get(i).row(), stored.get(i));
            Found then = different.get(i).found();
            String image = setting.isEmpty()
                    ? GraphImage.write(then.properties())
                    : RemovedImage.of(then.labels(), then.properties()).text();
            before.add(new Entry(now.id(), now.key(), now.contents(), image));
            boolean own = held(different.get(i));
            if (own) {
                (different.get(i).row().owned() ? held : heldReference).add(now);
            }
            if (isTaken(now)) {
                taken.add(now);
                if (!own) {
                    shared.add(new Entry(now.id(), 0, 0, ""));
                }
            }
        }
        add(chunks, table, Kind.TAKEN, taken);
        add(chunks, table, Kind.SHARED, shared);
        add(chunks, table, setting.isEmpty() ? Kind.BEFORE : Kind.RELABELLED, before);
        add(chunks, table, Kind.HELD, held);
        add(chunks, table, Kind.HELD_REFERENCE, heldReference);
        return stored.size();
    }
}
