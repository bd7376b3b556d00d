package dev.datamig.loader.neo4j;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sealed nodes of one set of labels, or relationships of one kind.
 *
 * @param match for nodes: the label under which they are looked up
 * @param unique for nodes: whether the target refuses a second one with the key
 * @param part which of the nodes
 * @param lacked the key that nodes {@link Part#WITHOUT_KEY} lack
 */
record GraphTable(
        TableSchema schema, String match, boolean unique, List<BatchManifest> batches, Part part, List<String> lacked) {

    /** Nodes of which some lack the key that the others have are two parts of a table. */
    enum Part {
        ALL,
        WITH_KEY,
        WITHOUT_KEY
    }

    static final List<String> ELEMENT_ID = List.of("~id");
    private static final Set<String> PLAIN = Set.of("neo4j:string", "neo4j:integer", "neo4j:float", "neo4j:boolean");

    GraphTable(TableSchema schema, String match, boolean unique, List<BatchManifest> batches) {
        this(schema, match, unique, batches, Part.ALL, List.of());
    }

    /** Nodes of which only the key is known. */
    static GraphTable ofKey(TableId id, List<String> key) {
        var schema = new TableSchema(id, TableKind.NODES, List.of(), key, List.of(), List.of(), null, null, null);
        return new GraphTable(schema, "", false, List.of());
    }

    TableId id() {
        return schema.id();
    }

    List<String> key() {
        return schema.primaryKey();
    }

    /** Whether the nodes have no business key and are known by their element ids in the source. */
    boolean anonymous() {
        return key().equals(ELEMENT_ID);
    }

    /** The same table without some of its nodes. @param key by which this part is known */
    static TableSchema keyed(TableSchema schema, List<String> key) {
        return new TableSchema(
                schema.id(),
                schema.kind(),
                schema.columns(),
                key,
                schema.uniqueKeys(),
                schema.labels(),
                schema.start(),
                schema.end(),
                schema.comment());
    }

    /** All rows of the table, of every part. */
    long rows() {
        return batches.stream().mapToLong(BatchManifest::rows).sum();
    }

    /** {@code :`A`:`B`} */
    String labels() {
        return labels(schema.labels());
    }

    /** Whether a statement can compare what it has stored: values of these types are equal when they are the same. */
    boolean plain() {
        return schema.copiedColumns().stream().allMatch(column -> PLAIN.contains(column.sourceType()));
    }

    /** {@code (n:`A` {`k`: x[0]})} */
    static String byKey(String variable, GraphTable nodes, String row) {
        String properties = IntStream.range(0, nodes.key().size())
                .mapToObj(i -> quoted(nodes.key().get(i)) + ": " + row + "[" + i + "]")
                .collect(Collectors.joining(", "));
        return "(" + variable + nodes.matchedLabel() + " {" + properties + "})";
    }

    private String matchedLabel() {
        return match.isEmpty() ? "" : ":" + quoted(match);
    }

    /** {@code (n:`A` {`k`: x.`k`})} */
    static String pattern(String variable, GraphTable nodes, String row, String side) {
        String properties = nodes.key().stream()
                .map(name -> quoted(name) + ": " + row + "." + quoted(side + name))
                .collect(Collectors.joining(", "));
        return "(" + variable + nodes.matchedLabel() + " {" + properties + "})";
    }

    /** What makes a node's labels other ones, behind a {@code SET n = x.p}; nothing where they are the same. */
    static String relabel(List<String> from, List<String> to) {
        List<String> gone =
                from.stream().filter(label -> !to.contains(label)).sorted().toList();
        List<String> added =
                to.stream().filter(label -> !from.contains(label)).sorted().toList();
        return (added.isEmpty() ? "" : " SET n" + labels(added)) + (gone.isEmpty() ? "" : " REMOVE n" + labels(gone));
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(label -> ":" + quoted(label)).collect(Collectors.joining());
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
