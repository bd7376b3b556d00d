package dev.datamig.validator.flow;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys of several columns that rows have got in their targets instead of the sealed ones, in the rows themselves and in all that refer to
 * them, by however many references in between.
 */
final class MovedTuples {

    private final RunSchema schema;
    private final Map<Key, Map<List<String>, List<String>>> moved = new HashMap<>();
    private @Nullable Map<TableId, Set<Place>> places;

    private record Key(TableId table, List<String> columns) {}

    /** Columns of a table whose values together are a key that may have moved. */
    private record Place(List<String> columns, Key key) {}

    MovedTuples(RunSchema schema) {
        this.schema = schema;
    }

    /** One key, as it was sealed and as it is in the target; before the first question. */
    void add(TableId table, List<String> columns, List<String> from, List<String> to) {
        moved.computeIfAbsent(new Key(table, columns), key -> new HashMap<>()).put(from, to);
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    /** What columns of a sealed row hold in the target, by column; empty when none of its keys has moved. */
    Map<String, String> of(TableId table, Function<String, @Nullable String> sealed) {
        if (moved.isEmpty()) {
            return Map.of();
        }
        if (places == null) {
            places = places();
        }
        Map<String, String> loaded = new HashMap<>();
        for (Place place : places.getOrDefault(table, Set.of())) {
            List<String> to = to(place, sealed);
            for (int i = 0; to != null && i < to.size(); i++) {
                loaded.put(place.columns().get(i), to.get(i));
            }
        }
        return loaded;
    }

    private @Nullable List<String> to(Place place, Function<String, @Nullable String> sealed) {
        List<String> from = new ArrayList<>();
        for (String column : place.columns()) {
            String value = sealed.apply(column);
            if (value == null) {
                return null;
            }
            from.add(value);
        }
        return moved.getOrDefault(place.key(), Map.of()).get(from);
    }

    /** Where each table holds such a key: its own, or what references to rows that hold it consist of. Those that only some rows have are left alone. */
    private Map<TableId, Set<Place>> places() {
        Map<TableId, List<Reference>> children = new HashMap<>();
        for (Reference reference : schema.references()) {
            if (reference.when() == null) {
                children.computeIfAbsent(reference.to(), to -> new ArrayList<>())
                        .add(reference);
            }
        }
        Map<TableId, Set<Place>> all = new HashMap<>();
        for (Key key : moved.keySet()) {
            spread(key.table(), new Place(key.columns(), key), children, all);
        }
        return all;
    }

    private static void spread(
            TableId table, Place place, Map<TableId, List<Reference>> children, Map<TableId, Set<Place>> all) {
        if (!all.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(place)) {
            return;
        }
        for (Reference reference : children.getOrDefault(table, List.of())) {
            if (reference.toColumns().containsAll(place.columns())) {
                List<String> columns = place.columns().stream()
                        .map(column -> reference
                                .fromColumns()
                                .get(reference.toColumns().indexOf(column)))
                        .toList();
                spread(reference.from(), new Place(columns, place.key()), children, all);
            }
        }
    }
}
