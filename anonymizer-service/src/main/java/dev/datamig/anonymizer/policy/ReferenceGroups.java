package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Columns that hold each other's values because one refers to the other, directly or along a chain, declared or not, in any store. An array of
 * keys refers like a key.
 */
final class ReferenceGroups {

    private final Map<ColumnId, ColumnId> leaders = new HashMap<>();
    private final Map<ColumnId, Set<ColumnId>> parents = new TreeMap<>();

    private final Set<ColumnId> always = new HashSet<>();

    ReferenceGroups(RunSchema schema) {
        this(schema, Set.of());
    }

    /** @param loose columns whose references of some rows alone ({@code when}) do not count */
    ReferenceGroups(RunSchema schema, Set<ColumnId> loose) {
        for (Reference reference : schema.references()) {
            for (int i = 0; i < reference.fromColumns().size(); i++) {
                var child =
                        new ColumnId(reference.from(), reference.fromColumns().get(i));
                var parent = new ColumnId(reference.to(), reference.toColumns().get(i));
                if (reference.when() == null) {
                    always.add(child);
                } else if (loose.contains(child)) {
                    continue;
                }
                refer(child, parent);
            }
        }
        for (KeyInside inside : schema.keysInside()) {
            if (isArray(schema, inside)) {
                refer(new ColumnId(inside.table(), inside.column()), new ColumnId(inside.to(), inside.key()));
            }
        }
    }

    /** What stands inside documents goes by paths ({@link KeysInside}). */
    private static boolean isArray(RunSchema schema, KeyInside inside) {
        return inside.path().isEmpty()
                && schema.table(inside.table())
                        .flatMap(table -> table.column(inside.column()))
                        .filter(column -> column.baseType().startsWith("_"))
                        .isPresent();
    }

    private void refer(ColumnId child, ColumnId parent) {
        if (!child.equals(parent)) {
            parents.computeIfAbsent(child, any -> new HashSet<>()).add(parent);
            join(child, parent);
        }
    }

    private void join(ColumnId a, ColumnId b) {
        ColumnId first = leader(a);
        ColumnId second = leader(b);
        if (!first.equals(second)) {
            leaders.put(first.compareTo(second) < 0 ? second : first, first.compareTo(second) < 0 ? first : second);
        }
    }

    private ColumnId leader(ColumnId of) {
        ColumnId at = of;
        for (ColumnId next = leaders.get(at); next != null; next = leaders.get(at)) {
            at = next;
        }
        return at;
    }

    /** Whether the column refers to another. */
    boolean refers(ColumnId column) {
        return parents.containsKey(column);
    }

    /** A column that refers to both, which themselves need not have anything in common. */
    Optional<ColumnId> refersToBoth(ColumnId one, ColumnId other) {
        return parents.entrySet().stream()
                .filter(each -> each.getValue().containsAll(Set.of(one, other)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the column refers to another in some rows alone, so that anything may stand in the others. */
    boolean refersAtTimes(ColumnId column) {
        return refers(column) && !always.contains(column);
    }

    /** The groups of at least two columns, each under its first column. */
    Map<ColumnId, Set<ColumnId>> groups() {
        var out = new TreeMap<ColumnId, Set<ColumnId>>();
        var all = new HashSet<>(leaders.keySet());
        all.addAll(leaders.values());
        for (ColumnId column : all) {
            out.computeIfAbsent(leader(column), ignored -> new TreeSet<>()).add(column);
        }
        return out;
    }
}
