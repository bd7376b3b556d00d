package dev.datamig.loader.neo4j;

import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.LoadJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Properties that are keys of other stores: they follow when these get new values. And the other way round: where such a property
 * is a node's own key and somebody else's node has it, the other store is told to choose another.
 */
final class GraphKeys {

    private final LoadJob job;
    private final Map<Property, Reference> references = new HashMap<>();
    private final Map<Property, Map<String, String>> moved = new HashMap<>();
    private final TreeSet<Taken> taken = new TreeSet<>();
    private final List<InventedColumn> invented;

    private record Property(TableId table, String name) {}

    private record Taken(TableId table, String column, String value) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTable = table.compareTo(other.table);
            int byColumn = byTable != 0 ? byTable : column.compareTo(other.column);
            return byColumn != 0 ? byColumn : value.compareTo(other.value);
        }
    }

    GraphKeys(LoadJob job) {
        this.job = job;
        String store = job.sealed().store();
        for (Reference reference : job.sealed().across()) {
            if (reference.from().store().equals(store)
                    && reference.fromColumns().size() == 1) {
                references.put(
                        new Property(reference.from(), reference.fromColumns().get(0)), reference);
            }
        }
        this.invented = job.sealed().invented();
        Set<String> others = new TreeSet<>();
        references.values().forEach(reference -> others.add(reference.to().store()));
        invented.stream()
                .filter(there -> invented.stream()
                        .anyMatch(here -> here.table().store().equals(store)
                                && here.domain().equals(there.domain())))
                .forEach(there -> others.add(there.table().store()));
        others.remove(store);
        others.forEach(other -> job.keys().read(other, this::learn));
        job.keys().read(store, entry -> {
            if (entry.kind() == KeyEntry.Kind.TAKEN) {
                taken.add(new Taken(
                        entry.table(), entry.columns().get(0), entry.from().get(0)));
            }
        });
    }

    private void learn(KeyEntry entry) {
        if (entry.kind() == KeyEntry.Kind.MOVED) {
            references.forEach((property, reference) -> {
                if (reference.to().equals(entry.table())
                        && reference.toColumns().equals(entry.columns())) {
                    moved.computeIfAbsent(property, key -> new HashMap<>())
                            .put(entry.from().get(0), entry.to().get(0));
                }
            });
        }
        if (entry.kind() == KeyEntry.Kind.CHOSEN && entry.columns().size() == 1) {
            domain(entry.table(), entry.columns().get(0)).ifPresent(domain -> learn(domain, entry));
        }
    }

    /** A made-up value that another one was chosen for is another one here too. */
    private void learn(String domain, KeyEntry entry) {
        for (InventedColumn column : invented) {
            if (column.domain().equals(domain)
                    && column.table().store().equals(job.sealed().store())) {
                moved.computeIfAbsent(new Property(column.table(), column.column()), key -> new HashMap<>())
                        .putIfAbsent(entry.from().get(0), entry.to().get(0));
            }
        }
    }

    private Optional<String> domain(TableId table, String column) {
        return invented.stream()
                .filter(each -> each.table().equals(table) && each.column().equals(column))
                .map(InventedColumn::domain)
                .findFirst();
    }

    /** Whether any value of a property has another one in the target. @param column as for {@link #placed} */
    boolean mayMove(TableSchema table, String column) {
        Property property = property(table, column);
        return property != null && moved.containsKey(property);
    }

    /** The value that a property has in the target. @param column of a relationship, its ends' keys as start.… and end.… */
    Value placed(TableSchema table, String column, Value value) {
        Property property = property(table, column);
        Map<String, String> map = property == null ? null : moved.get(property);
        String to = map == null ? null : map.get(text(value));
        if (to == null) {
            return value;
        }
        return value.type().name().equals("INTEGER") ? Values.value(Long.parseLong(to)) : Values.value(to);
    }

    private static @Nullable Property property(TableSchema table, String column) {
        TableId start = table.start();
        TableId end = table.end();
        if (start != null && column.startsWith("start.")) {
            return new Property(start, column.substring("start.".length()));
        }
        return end != null && column.startsWith("end.")
                ? new Property(end, column.substring("end.".length()))
                : new Property(table.id(), column);
    }

    /** Somebody else's node has the values of these properties. @return whether another store can choose another one */
    boolean take(GraphTable table, GraphRow row, List<String> properties) {
        for (String key : properties) {
            Reference reference = references.get(new Property(table.id(), key));
            Value value = row.properties().get(key);
            if (reference != null && value != null) {
                taken.add(new Taken(reference.to(), reference.toColumns().get(0), text(value)));
                return true;
            }
            if (value != null && takeInvented(table.id(), key, text(value))) {
                return true;
            }
        }
        return false;
    }

    /** Each column of the value space that has the value may choose another. */
    private boolean takeInvented(TableId table, String key, String value) {
        String domain = domain(table, key).orElse(null);
        boolean any = false;
        for (InventedColumn column : invented) {
            if (column.domain().equals(domain)
                    && !column.table().store().equals(job.sealed().store())) {
                taken.add(new Taken(column.table(), column.column(), value));
                any = true;
            }
        }
        return any;
    }

    Optional<String> publish() {
        return job.keys()
                .write(
                        job.sealed().store(),
                        taker -> taken.forEach(each -> taker.accept(new KeyEntry(
                                each.table(),
                                List.of(each.column()),
                                KeyEntry.Kind.TAKEN,
                                List.of(each.value()),
                                List.of("")))));
    }

    private static String text(Value value) {
        return value.type().name().equals("STRING") ? value.asString() : value.toString();
    }
}
