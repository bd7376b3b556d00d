package dev.datamig.loader.neo4j;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A relationship between nodes that are named by label and key. */
record Tie(String type, String start, String end, String since) {
    @Nullable
    Object[] row(Map<String, Contents> nodes) {
        return GraphFixture.row(Stream.of(key(nodes, start), key(nodes, end), List.of((Object) since))
                .flatMap(List::stream)
                .toArray());
    }

    private static List<@Nullable Object> key(Map<String, Contents> nodes, String name) {
        Contents node = nodes.get(name);
        return node == null ? List.of(name.substring(name.indexOf(' ') + 1)) : node.key();
    }
}
