package dev.datamig.extractor.analysis;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.ForeignKeyShape;
import dev.datamig.extractor.analysis.shape.TableShape.KeyShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All references between the tables of all stores: declared ones, the landscape's, and those of relationships to the nodes at their
 * ends. What the landscape names and no store has is a problem and stops nothing here.
 */
public final class References {

    private final Map<String, StoreShape> stores = new HashMap<>();
    private final Map<TableId, TableShape> tables = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<List<Object>> upwardOnly = new HashSet<>();

    private References() {}

    /** Collects them. */
    public static References of(Landscape landscape, List<StoreShape> shapes) {
        References all = new References();
        shapes.forEach(all::know);
        landscape.stores().forEach(all::addTraverses);
        shapes.forEach(all::addDeclared);
        int number = 0;
        for (Store store : landscape.stores()) {
            if (store instanceof Store.Postgres postgres) {
                for (ReferenceRule rule : postgres.references()) {
                    all.add("landscape-" + ++number, rule);
                }
            }
        }
        for (ReferenceRule rule : landscape.references()) {
            all.add("landscape-" + ++number, rule);
        }
        return all;
    }

    /** All of them. */
    public List<Reference> all() {
        return references;
    }

    /** What does not fit. */
    public List<String> problems() {
        return problems;
    }

    private void know(StoreShape shape) {
        stores.put(shape.name(), shape);
        shape.tables().forEach(table -> tables.put(table.id(), table));
    }

    private void addTraverses(Store store) {
        if (store instanceof Store.Postgres postgres) {
            postgres.traverse().stream()
                    .filter(traverse -> !traverse.children())
                    .forEach(traverse -> ends(traverse.from())
                            .forEach(from -> ends(traverse.to())
                                    .forEach(to -> upwardOnly.add(List.of(
                                            from.id(),
                                            traverse.from().columns(),
                                            to.id(),
                                            traverse.to().columns())))));
        }
    }

    private void addDeclared(StoreShape shape) {
        for (TableShape table : shape.tables()) {
            table.foreignKeys().stream()
                    .filter(key -> tables.containsKey(key.parent()))
                    .forEach(key -> add(table, key));
            TableId start = table.start();
            TableId end = table.end();
            if (start != null && end != null) {
                addEnd(table, start, "start");
                addEnd(table, end, "end");
            }
        }
    }

    private void add(TableShape table, ForeignKeyShape key) {
        references.add(new Reference(
                key.name(),
                table.id(),
                key.columns(),
                key.parent(),
                key.parentColumns(),
                true,
                key.partition() == null ? null : "in partition " + key.partition(),
                !upwardOnly.contains(List.<Object>of(table.id(), key.columns(), key.parent(), key.parentColumns())),
                key.deferrable()));
    }

    private void addEnd(TableShape relationship, TableId node, String side) {
        TableShape nodes = tables.get(node);
        KeyShape key = nodes == null ? null : nodes.primaryKey();
        List<String> columns = key == null ? List.of("~id") : key.columns();
        references.add(new Reference(
                relationship.id().name() + " " + side,
                relationship.id(),
                columns.stream().map(column -> side + "." + column).toList(),
                node,
                columns,
                true,
                null,
                false,
                false));
    }

    private void add(String name, ReferenceRule rule) {
        List<TableShape> from = ends(rule.from());
        List<TableShape> to = ends(rule.to());
        missing(rule.from(), from, name);
        missing(rule.to(), to, name);
        for (TableShape child : from) {
            for (TableShape parent : to) {
                references.add(new Reference(
                        name,
                        child.id(),
                        rule.from().columns(),
                        parent.id(),
                        rule.to().columns(),
                        false,
                        rule.when(),
                        !upwardOnly.contains(List.<Object>of(
                                child.id(),
                                rule.from().columns(),
                                parent.id(),
                                rule.to().columns())),
                        false));
            }
        }
    }

    private void missing(ReferenceEnd end, List<TableShape> found, String name) {
        if (found.isEmpty()) {
            problems.add(name + ": store " + end.store() + " has no " + end.table() + " with "
                    + String.join(", ", end.columns()));
        }
    }

    /** The table, or all sets of labels with the label, that have the end's columns. */
    private List<TableShape> ends(ReferenceEnd end) {
        StoreShape store = stores.get(end.store());
        if (store == null) {
            return List.of();
        }
        return store.tables().stream()
                .filter(table -> named(table, end.table()))
                .filter(table -> end.columns().stream()
                        .allMatch(column -> table.column(column).isPresent()))
                .toList();
    }

    private static boolean named(TableShape table, String text) {
        return switch (table.kind()) {
            case NODES -> LabelNames.split(table.id().name()).contains(text);
            case RELATIONSHIPS -> false;
            case TABLE, PARTITIONED -> {
                SqlName wanted = SqlName.parse(text);
                yield wanted.names(SqlName.parse(table.id().name()));
            }
        };
    }
}
