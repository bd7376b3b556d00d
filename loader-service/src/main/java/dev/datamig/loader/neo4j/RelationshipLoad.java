package dev.datamig.loader.neo4j;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.GraphChunk.Entry;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Creates relationships between nodes that are there by now. Relationships have no keys: one with equal contents between the same
 * nodes counts as there already, as many times as the target has it.
 */
final class RelationshipLoad {

    /** What was stored where it is not what was sent; nothing where it is. */
    private static final String OTHER_PROPERTIES =
            "CASE WHEN properties(r) = x.`~p` THEN null ELSE properties(r) END AS properties";

    private final NeoTransaction transaction;
    private final GraphRows rows;
    private final Ends ends;
    private final Map<String, String> anonymous;
    private final boolean mayExist;
    private final CountedOn counted;

    /**
     * @param table the relationships
     * @param start the nodes that they start from
     * @param unique values that the target allows once among them
     */
    record Ends(GraphTable table, GraphTable start, GraphTable end, List<Unique> unique) {}

    private final Optional<GraphRefresh> refresh;

    /** @param mayExist whether nodes of both ends were there before, so that relationships may have been, too */
    RelationshipLoad(
            NeoTransaction transaction,
            GraphRows rows,
            Ends ends,
            Map<String, String> anonymous,
            boolean mayExist,
            CountedOn counted,
            Optional<GraphRefresh> refresh) {
        this.refresh = refresh;
        this.counted = counted;
        this.transaction = transaction;
        this.rows = rows;
        this.ends = ends;
        this.anonymous = anonymous;
        this.mayExist = mayExist;
    }

    void compare(GraphTally tally) {
        Set<String> used = new HashSet<>();
        if (!mayExist && ends.unique().isEmpty()) {
            tally.inserted = ends.table().rows();
            return;
        }
        rows.each(ends.table(), some -> {
            List<GraphRow> fresh = new ArrayList<>(some);
            if (mayExist) {
                List<String> there = existing(some, used);
                fresh = IntStream.range(0, some.size())
                        .filter(i -> there.get(i).isEmpty())
                        .mapToObj(some::get)
                        .toList();
            }
            long conflicts = inTheWay(fresh);
            tally.unchanged += some.size() - fresh.size();
            tally.inserted += fresh.size() - conflicts;
            tally.conflicts += conflicts;
            if (conflicts > 0) {
                ends.unique().stream()
                        .limit(1)
                        .forEach(constraint -> tally.taken.merge(constraint, conflicts, Long::sum));
            }
        });
    }

    /** Relationships that would be created and have a unique value of one that stays. */
    private long inTheWay(List<GraphRow> fresh) {
        Set<Integer> all = new HashSet<>();
        for (Unique constraint : ends.unique()) {
            List<Map<String, Object>> asked = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                Value value = UniqueValues.value(constraint, fresh.get(i).properties());
                if (value != null) {
                    asked.add(Map.of("i", i, "v", value));
                }
            }
            if (!asked.isEmpty()) {
                transaction
                        .run(
                                "looking up unique values of " + ends.table().id(),
                                "UNWIND $rows AS x MATCH ()-[r:" + GraphTable.quoted(constraint.label()) + " {"
                                        + constraint.pattern("x.v") + "}]->() RETURN x.i AS i, elementId(r) AS id",
                                Map.of("rows", asked))
                        .stream()
                        .filter(row -> !isOurs(row.get("id").asString()))
                        .forEach(row -> all.add(row.get("i").asInt()));
            }
        }
        return all.size();
    }

    /** The ledger's entry when the run before a refresh brought the relationship; it stays from now on. */
    private Optional<Entry> ours(String id) {
        return refresh.flatMap(r -> Optional.ofNullable(r.meetsRelationship(id)));
    }

    private boolean isOurs(String id) {
        return refresh.map(r -> r.brought(id)).orElse(false);
    }

    /** So that runs which need as many of them count on the same ones, and an undo of another run leaves no more. */
    private String mostCountOn(List<String> equals) {
        return equals.stream()
                .max(Comparator.comparingLong(counted::of)
                        .thenComparing(this::isOurs)
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** For each relationship the element id of an equal one in the target, or nothing. */
    private List<String> existing(List<GraphRow> some, Set<String> used) {
        List<Record> found = transaction.run(
                "looking up " + ends.table().id(),
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x OPTIONAL MATCH " + start()
                        + "-[r" + ends.table().labels() + "]->" + end() + where()
                        + " RETURN i, collect(elementId(r)) AS ids, collect(properties(r)) AS properties ORDER BY i",
                Map.of("rows", some.stream().map(this::parameters).toList()));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            String contents = GraphDigest.text(List.of(), some.get(i).properties());
            List<String> ids = found.get(i).get("ids").asList(Value::asString);
            List<Map<String, Value>> properties =
                    found.get(i).get("properties").asList(value -> value.asMap(each -> each));
            List<String> equals = IntStream.range(0, ids.size())
                    .filter(j -> !used.contains(ids.get(j))
                            && GraphDigest.text(List.of(), properties.get(j)).equals(contents))
                    .mapToObj(ids::get)
                    .toList();
            String equal = equals.size() > 1 ? mostCountOn(equals) : String.join("", equals);
            used.add(equal);
            ours(equal);
            all.add(equal);
        }
        return all;
    }

    /** @param piece is told of what was written, some at a time */
    void write(GraphTally expected, GraphPiece piece) {
        Set<String> used = new HashSet<>();
        long[] created = {0};
        rows.each(ends.table(), some -> {
            List<GraphChunk> chunks = new ArrayList<>();
            List<GraphRow> fresh = some;
            if (mayExist) {
                List<String> there = existing(some, used);
                fresh = new ArrayList<>();
                List<Entry> shared = new ArrayList<>();
                List<Entry> held = new ArrayList<>();
                for (int i = 0; i < some.size(); i++) {
                    if (there.get(i).isEmpty()) {
                        fresh.add(some.get(i));
                    } else {
                        Optional<Entry> ours = ours(there.get(i));
                        ours.ifPresent(held::add);
                        if (ours.isEmpty()) {
                            shared.add(new Entry(there.get(i), 0, 0, ""));
                        }
                    }
                }
                if (!held.isEmpty()) {
                    chunks.add(chunk(Kind.HELD_RELATIONSHIP, held));
                }
                if (!shared.isEmpty()) {
                    chunks.add(chunk(Kind.SHARED, shared));
                }
            }
            if (!fresh.isEmpty()) {
                List<Entry> entries = create(fresh);
                created[0] += entries.size();
                chunks.add(chunk(Kind.RELATIONSHIP, entries));
                used.addAll(entries.stream().map(Entry::id).toList());
            }
            piece.written(chunks, some.size());
        });
        if (created[0] != expected.inserted) {
            throw LoadException.of(LoaderCode.CONTENDED, ends.table().id() + " was changed by others during the load");
        }
    }

    private GraphChunk chunk(Kind kind, List<Entry> entries) {
        return GraphChunk.of(
                ends.table().id().name(), kind, ends.table().schema().labels(), entries);
    }

    private List<Entry> create(List<GraphRow> fresh) {
        List<Record> created = transaction.run(
                "creating " + ends.table().id(),
                "UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS x MATCH " + start() + " MATCH " + end()
                        + where()
                        + " CREATE (a)-[r" + ends.table().labels()
                        + "]->(b) SET r = x.`~p` RETURN i, elementId(r) AS id, elementId(a) + ' ' + elementId(b) AS ends, "
                        + (ends.table().plain() ? OTHER_PROPERTIES : "properties(r) AS properties") + " ORDER BY i",
                Map.of("rows", fresh.stream().map(this::parameters).toList()));
        if (created.size() != fresh.size()) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    ends.table().id() + ": " + created.size() + " relationships created of " + fresh.size()
                            + ", because ends are missing or not unique");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            Map<String, Value> sealed = fresh.get(i).properties();
            Value other = created.get(i).get("properties");
            String contents = GraphDigest.text(List.of(), sealed);
            if (!other.isNull() && !contents.equals(GraphDigest.text(List.of(), other.asMap(value -> value)))) {
                throw LoadException.of(
                        LoaderCode.NOT_VERIFIED, ends.table().id() + ": a relationship differs from the sealed one");
            }
            Record row = created.get(i);
            entries.add(new Entry(
                    row.get("id").asString(),
                    0,
                    GraphDigest.of(contents),
                    row.get("ends").asString()));
        }
        return entries;
    }

    private String start() {
        return ends.start().anonymous() ? "(a)" : GraphTable.pattern("a", ends.start(), "x", "start.");
    }

    private String end() {
        return ends.end().anonymous() ? "(b)" : GraphTable.pattern("b", ends.end(), "x", "end.");
    }

    private String where() {
        List<String> conditions = new ArrayList<>();
        if (ends.start().anonymous()) {
            conditions.add("elementId(a) = x.`start.~id`");
        }
        if (ends.end().anonymous()) {
            conditions.add("elementId(b) = x.`end.~id`");
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** Ends without a business key are named by the element ids that they were given in the target. */
    private Map<String, Object> parameters(GraphRow row) {
        Map<String, Object> parameters = new HashMap<>(row.ends());
        parameters.put("~p", row.properties());
        place(parameters, "start.~id");
        place(parameters, "end.~id");
        return parameters;
    }

    private void place(Map<String, Object> parameters, String name) {
        if (parameters.get(name) instanceof Value source) {
            String target = anonymous.get(source.asString());
            parameters.put(name, target == null ? Values.NULL : Values.value(target));
        }
    }
}
