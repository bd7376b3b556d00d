package dev.datamig.extractor.random;

import dev.datamig.extractor.random.Model.Ref;
import dev.datamig.extractor.random.Model.Root;
import dev.datamig.extractor.random.Model.Row;
import dev.datamig.extractor.random.Model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes schemas with cycles, composites, self references, NULLs, partitions, inheritance, subtypes, and data that fits them. */
final class RandomModel {

    private static final List<String> NAMES = List.of(
            "plain", "Mixed Case", "select", "q\"uote", "sla/sh", "schüler", "学生", "a.b", "per%cent", "o'clock");

    private static final List<String> KEY_TYPES = List.of("int", "int", "bigint", "smallint", "numeric");
    private static final List<String> UNIQUE_TYPES = List.of("text", "varchar(40)", "char(40)", "uuid", "uuid");
    private static final List<String> STRICT_TYPES = Spelling.keyTypes();

    private final Random random;
    private final List<String> stores;
    private final Model model = new Model();
    private int rids;

    private RandomModel(long seed, List<String> stores) {
        this.random = new Random(seed);
        this.stores = stores;
    }

    static Model of(long seed, List<String> stores) {
        return new RandomModel(seed, stores).make();
    }

    private Model make() {
        int tables = 3 + random.nextInt(6);
        for (int i = 0; i < tables; i++) {
            model.tables.add(table(i));
        }
        for (Table table : List.copyOf(model.tables)) {
            subtype(table);
            for (int i = random.nextInt(3); i > 0; i--) {
                reference(table);
            }
        }
        model.tables.forEach(this::fill);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            model.roots.add(new Root(any(model.tables)));
        }
        model.subtypes = random.nextBoolean();
        for (int i = random.nextInt(3); i > 0; i--) {
            model.adopted.add(any(model.tables));
        }
        return model;
    }

    private Table table(int number) {
        String name = NAMES.get(random.nextInt(NAMES.size())) + number;
        String store = any(stores);
        int kind = random.nextInt(10);
        List<Table> plain = model.tables.stream()
                .filter(each -> each.partitions == 0 && each.store.equals(store))
                .toList();
        if (kind == 0) {
            List<String> key = random.nextBoolean() ? List.of("k1", "part") : List.of();
            return new Table(store, name, 2 + random.nextInt(2), null, key, false, type(KEY_TYPES), type(UNIQUE_TYPES));
        }
        if (kind == 1 && !plain.isEmpty()) {
            return new Table(
                    store, name, 0, any(plain), random.nextBoolean() ? List.of("k1") : List.of(), false, "", "");
        }
        List<String> key = switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of("k1", "k2");
            default -> List.of("k1");
        };
        return new Table(store, name, 0, null, key, random.nextBoolean(), type(KEY_TYPES), type(UNIQUE_TYPES));
    }

    private String type(List<String> ordinary) {
        return any(random.nextInt(3) == 0 ? STRICT_TYPES : ordinary);
    }

    /** Sometimes the whole primary key refers to another table's. */
    private void subtype(Table child) {
        List<Table> parents = model.tables.stream()
                .filter(each -> each != child
                        && each.key.equals(List.of("k1"))
                        && oneKind(child, each)
                        && noWayBack(each, child))
                .toList();
        if (child.key.equals(List.of("k1")) && child.inherits == null && !parents.isEmpty() && random.nextInt(3) == 0) {
            Table parent = any(parents);
            model.refs.add(new Ref(
                    child,
                    List.of("k1"),
                    parent,
                    List.of("k1"),
                    child.store.equals(parent.store),
                    -1,
                    false,
                    !child.store.equals(parent.store) || random.nextInt(6) > 0));
        }
    }

    private static boolean oneKind(Table child, Table parent) {
        if (Spelling.strict(parent.keyType) || Spelling.strict(child.keyType)) {
            return (child.store.equals(parent.store) || !Spelling.local(parent.keyType))
                    && Spelling.fellows(parent.keyType).contains(child.keyType);
        }
        return child.keyType.equals("numeric") == parent.keyType.equals("numeric");
    }

    /** Whether the one table's keys are not taken from the other's. */
    private boolean noWayBack(Table one, Table other) {
        return model.refs.stream()
                .filter(ref -> ref.from() == one && ref.fromColumns().equals(List.of("k1")))
                .allMatch(ref -> ref.to() != other && noWayBack(ref.to(), other));
    }

    private void reference(Table child) {
        Table parent = any(model.tables);
        boolean sameStore = child.store.equals(parent.store);
        boolean byUnique = parent.unique && random.nextBoolean();
        boolean declared = sameStore && (byUnique || !parent.key.isEmpty()) && random.nextInt(5) > 0;
        List<String> to = byUnique ? List.of("u") : parent.key;
        if (!declared && random.nextBoolean()) {
            to = List.of(random.nextBoolean() ? "k1" : "u");
        }
        if (to.isEmpty() || !sameStore && to.stream().anyMatch(column -> Spelling.local(parent.type(column)))) {
            return;
        }
        List<String> from = new ArrayList<>();
        for (String column : to) {
            String name = "r" + model.refs.size() + " " + column;
            child.extra.put(name, referring(parent.type(column), declared));
            child.meant.put(name, parent.type(column));
            from.add(name);
        }
        int partition =
                declared && child.partitions > 0 && random.nextInt(3) == 0 ? random.nextInt(child.partitions) : -1;
        boolean condition = !declared && random.nextBoolean();
        model.refs.add(
                new Ref(child, from, parent, to, declared, partition, condition, !sameStore || random.nextInt(6) > 0));
    }

    private String referring(String type, boolean declared) {
        if (Spelling.strict(type)) {
            return declared || !Spelling.local(type) ? any(Spelling.fellows(type)) : type;
        }
        return declared || random.nextBoolean() ? fitting(type) : "text";
    }

    /** A type that a declared key may have when it refers to this one. */
    private String fitting(String type) {
        return switch (type) {
            case "int", "bigint", "smallint" -> any(List.of("int", "bigint", "smallint"));
            case "text", "varchar(40)" -> any(List.of("text", "varchar(40)"));
            default -> type;
        };
    }

    private static String unique(Table table, int value) {
        return table.uniqueType.equals("uuid") ? uuid(value) : "" + value;
    }

    private static String uuid(int value) {
        return "0000000a-000b-000c-000d-%012d".formatted(value);
    }

    private void fill(Table table) {
        Set<Object> keys = new HashSet<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            Row row = new Row(++rids, table);
            row.values.put("d", random.nextInt(4) == 0 ? null : random.nextInt(3));
            row.values.put("k1", 1 + random.nextInt(15));
            row.values.put("k2", 1 + random.nextInt(3));
            row.values.put("u", random.nextInt(5) == 0 ? null : unique(table, 1 + random.nextInt(20)));
            if (table.partitions > 0) {
                row.values.put("part", random.nextInt(table.partitions));
            }
            if (admissible(row, keys)) {
                model.rows.add(row);
            }
        }
        if (table == model.tables.get(model.tables.size() - 1)) {
            settleSubtypes();
            model.rows.forEach(this::refer);
        }
    }

    /** Primary and unique keys hold within the table. */
    private static boolean admissible(Row row, Set<Object> keys) {
        Table table = row.table;
        List<Object> key =
                table.key.stream().map(column -> row.values.get(column)).toList();
        boolean fresh = table.key.isEmpty() || keys.add(key);
        Object u = row.values.get("u");
        return fresh && (!table.unique || u == null || keys.add("u" + u));
    }

    /** Rows whose key must be another's and is not go away, until all fit. */
    private void settleSubtypes() {
        List<Ref> entities = model.refs.stream()
                .filter(ref -> ref.declared() && ref.fromColumns().equals(List.of("k1")))
                .toList();
        while (model.rows.removeIf(row -> entities.stream()
                .anyMatch(ref ->
                        ref.from() == row.table && model.rows.stream().noneMatch(parent -> ref.refers(row, parent))))) {
            // once more: a row that went away may have been another's parent
        }
    }

    private void refer(Row row) {
        for (Ref ref : model.refs) {
            if (!row.table.extra.containsKey(ref.fromColumns().get(0)) || ref.from() != row.table) {
                continue;
            }
            List<Row> parents = model.rows.stream()
                    .filter(each -> each.table == ref.to()
                            && ref.toColumns().stream().allMatch(column -> each.values.get(column) != null))
                    .toList();
            Row parent = parents.isEmpty() ? null : any(parents);
            for (int i = 0; i < ref.fromColumns().size(); i++) {
                row.values.put(ref.fromColumns().get(i), value(ref, parent, i));
            }
        }
    }

    private @Nullable Object value(Ref ref, @Nullable Row parent, int place) {
        if (parent == null || random.nextInt(8) == 0) {
            String type = ref.from().extra.getOrDefault(ref.fromColumns().get(place), "");
            boolean strict = Spelling.strict(ref.to().type(ref.toColumns().get(place)));
            return ref.declared() || strict || random.nextBoolean()
                    ? null
                    : type.equals("uuid") ? uuid(99) : (Object) 99;
        }
        return parent.values.get(ref.toColumns().get(place));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
