package dev.datamig.extractor.random;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.random.Model.Ref;
import dev.datamig.extractor.random.Model.Row;
import dev.datamig.extractor.random.Model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model as SQL and as a landscape. */
final class ModelDatabase {

    private static final List<String> OWN = List.of("rid", "d", "k1", "k2", "u");

    private final Model model;
    private final Random random;

    ModelDatabase(Model model, long seed) {
        this.model = model;
        this.random = new Random(seed);
    }

    /** Everything that makes the store's schema anew. */
    String sql(String store) {
        List<String> sql = new ArrayList<>(List.of("drop schema if exists s cascade", "create schema s"));
        sql.addAll(Spelling.TYPES);
        for (Table table : model.tables) {
            if (table.store.equals(store)) {
                create(table, sql);
            }
        }
        model.rows.stream().filter(row -> row.table.store.equals(store)).forEach(row -> sql.add(insert(row)));
        model.refs.stream()
                .filter(ref -> ref.declared() && ref.from().store.equals(store))
                .forEach(ref -> sql.add(key(ref)));
        return String.join(";\n", sql);
    }

    private static void create(Table table, List<String> sql) {
        StringBuilder columns = new StringBuilder();
        if (table.inherits == null) {
            columns.append("rid int, d int, k1 " + Spelling.sql(table.keyType) + ", k2 int, u "
                    + Spelling.sql(table.uniqueType));
        }
        if (table.partitions > 0) {
            columns.append(", part int");
        }
        table.extra.forEach((name, type) -> columns.append(columns.isEmpty() ? "" : ", ")
                .append('"')
                .append(name)
                .append("\" ")
                .append(Spelling.sql(type)));
        if (!table.key.isEmpty()) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append("primary key (")
                    .append(names(table.key))
                    .append(')');
        }
        if (table.unique) {
            columns.append(", unique (u)");
        }
        String more = table.inherits != null
                ? " inherits (s." + table.inherits.quoted() + ")"
                : table.partitions > 0 ? " partition by list (part)" : "";
        sql.add("create table s." + table.quoted() + " (" + columns + ")" + more);
        for (int i = 0; i < table.partitions; i++) {
            sql.add("create table s." + table.partition(i) + " partition of s." + table.quoted() + " for values in ("
                    + i + ")");
        }
    }

    private String insert(Row row) {
        List<String> columns = Stream.of(
                        OWN.stream(),
                        row.table.partitions > 0 ? Stream.of("part") : Stream.<String>empty(),
                        row.table.extra.keySet().stream())
                .flatMap(each -> each)
                .toList();
        String values = columns.stream()
                .map(column -> column.equals("rid") ? "" + row.rid : literal(row, column))
                .collect(Collectors.joining(", "));
        return "insert into s." + row.table.quoted() + " (" + names(columns) + ") values (" + values + ")";
    }

    private String literal(Row row, String column) {
        Object value = row.values.get(column);
        if (value == null) {
            return "null";
        }
        String key = row.table.meant.getOrDefault(column, row.table.type(column));
        String type = row.table.extra.getOrDefault(column, key);
        return "'" + text(key, type, value).replace("'", "''") + "'";
    }

    private String text(String key, String type, Object value) {
        return Spelling.strict(key)
                ? Spelling.of(key, type, Integer.parseInt(value.toString()), random)
                : value.toString();
    }

    private static String key(Ref ref) {
        String child = ref.childPartition() >= 0
                ? ref.from().partition(ref.childPartition())
                : ref.from().quoted();
        return "alter table s." + child + " add foreign key (" + names(ref.fromColumns()) + ") references s."
                + ref.to().quoted() + " (" + names(ref.toColumns()) + ")";
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    Landscape landscape(Map<String, Endpoint> endpoints) {
        Store[] stores = endpoints.entrySet().stream()
                .map(entry -> (Store) store(entry.getKey(), entry.getValue()))
                .toArray(Store[]::new);
        return TestLandscapes.of(rules(ref -> !ref.from().store.equals(ref.to().store)), stores);
    }

    private Store.Postgres store(String name, Endpoint endpoint) {
        return new Store.Postgres(
                name,
                endpoint,
                endpoint,
                List.of("s"),
                model.roots.stream()
                        .filter(root -> root.table().store.equals(name))
                        .map(root -> new Store.Root("s." + root.table().quoted(), "d = :district"))
                        .toList(),
                rules(ref -> !ref.declared()
                        && ref.from().store.equals(name)
                        && ref.to().store.equals(name)),
                model.refs.stream()
                        .filter(ref -> !ref.children()
                                && ref.from().store.equals(name)
                                && ref.to().store.equals(name))
                        .map(ref -> new Store.Traverse(
                                end(ref.from(), ref.fromColumns()), end(ref.to(), ref.toColumns()), false))
                        .toList(),
                model.adopted.stream()
                        .filter(table -> table.store.equals(name))
                        .map(table -> "s." + table.quoted())
                        .toList(),
                model.subtypes,
                List.of());
    }

    private List<ReferenceRule> rules(Predicate<Ref> meant) {
        return model.refs.stream()
                .filter(ref -> !ref.declared())
                .filter(meant)
                .map(ref -> new ReferenceRule(
                        end(ref.from(), ref.fromColumns()),
                        end(ref.to(), ref.toColumns()),
                        ref.condition() ? "d = 1" : null))
                .toList();
    }

    private static ReferenceEnd end(Table table, List<String> columns) {
        return new ReferenceEnd(table.store, "s." + table.quoted(), columns);
    }
}
