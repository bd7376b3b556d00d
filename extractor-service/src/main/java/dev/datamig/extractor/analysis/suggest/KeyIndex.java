package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.KeyShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All keys that something could refer to, found by the words of their tables' and columns' names. */
final class KeyIndex {

    private static final int PREFIX = 3;

    private final List<TableShape> tables = new ArrayList<>();
    private final List<Key> single = new ArrayList<>();
    private final Map<String, List<Key>> byLastWord = new HashMap<>();
    private final Map<String, List<Key>> byPrefix = new HashMap<>();
    private final Map<String, List<Key>> bySquashedTable = new HashMap<>();
    private final Map<String, List<Key>> byColumn = new HashMap<>();
    private final Map<TableId, List<Key>> byTable = new HashMap<>();
    private final Map<String, List<Key>> compositeByColumn = new HashMap<>();

    KeyIndex(List<StoreShape> stores) {
        for (StoreShape store : stores) {
            switch (store.kind()) {
                case POSTGRESQL -> tables.addAll(store.tables());
                case NEO4J -> tables.addAll(GraphLabels.of(store));
            }
        }
        tables.forEach(this::add);
    }

    List<TableShape> tables() {
        return tables;
    }

    private void add(TableShape table) {
        List<String> noun = Words.ofTable(bareName(table));
        for (KeyShape shape : table.keys()) {
            List<ColumnShape> columns = shape.columns().stream()
                    .flatMap(name -> table.column(name).stream())
                    .toList();
            if (columns.size() == shape.columns().size() && !columns.isEmpty() && !noun.isEmpty()) {
                Key key = new Key(table, columns, noun, shape.equals(table.primaryKey()));
                if (columns.size() == 1) {
                    addSingle(key);
                } else {
                    put(compositeByColumn, Words.squashed(columns.get(0).name()), key);
                }
            }
        }
    }

    private void addSingle(Key key) {
        if (key.family() == TypeFamily.NONE || key.family() == TypeFamily.ENUM) {
            return;
        }
        single.add(key);
        String last = key.noun().get(key.noun().size() - 1);
        put(byLastWord, last, key);
        String first = key.noun().get(0);
        if (first.length() >= PREFIX) {
            put(byPrefix, first.substring(0, PREFIX), key);
        }
        put(bySquashedTable, Words.squashed(bareName(key.table())), key);
        put(bySquashedTable, String.join("", key.noun()), key);
        put(byColumn, Words.squashed(key.names().get(0)), key);
        byTable.computeIfAbsent(key.id(), id -> new ArrayList<>()).add(key);
    }

    private static void put(Map<String, List<Key>> index, String word, Key key) {
        List<Key> keys = index.computeIfAbsent(word, w -> new ArrayList<>());
        if (!keys.contains(key)) {
            keys.add(key);
        }
    }

    static String bareName(TableShape table) {
        return table.kind() == TableShape.Kind.NODES
                ? table.id().name()
                : SqlName.parse(table.id().name()).table();
    }

    /** Keys of single columns whose table's or column's name has something to do with the column's. */
    Collection<Key> near(ColumnName column) {
        Set<Key> found = new LinkedHashSet<>();
        if (!column.stem().isEmpty()) {
            String last = column.stem().get(column.stem().size() - 1);
            found.addAll(byLastWord.getOrDefault(last, List.of()));
            if (last.length() >= PREFIX) {
                found.addAll(byPrefix.getOrDefault(last.substring(0, PREFIX), List.of()));
            }
        }
        String squashed = column.squashed();
        for (int from = 0; from <= squashed.length() - PREFIX; from++) {
            found.addAll(byColumn.getOrDefault(squashed.substring(from), List.of()));
        }
        found.addAll(bySquashedTable.getOrDefault(squashed, List.of()));
        for (String keyWord : List.of("id", "uid", "uuid", "key", "code", "no", "number")) {
            if (squashed.endsWith(keyWord)) {
                String stem = squashed.substring(0, squashed.length() - keyWord.length());
                for (int from = 0; from <= stem.length() - PREFIX; from++) {
                    found.addAll(bySquashedTable.getOrDefault(stem.substring(from), List.of()));
                }
            }
        }
        return found;
    }

    /** Keys of single columns of a table. */
    List<Key> of(TableId table) {
        return byTable.getOrDefault(table, List.of());
    }

    /** Keys of single columns of tables with this name. */
    List<Key> named(List<String> noun) {
        return noun.isEmpty()
                ? List.of()
                : byLastWord.getOrDefault(noun.get(noun.size() - 1), List.of()).stream()
                        .filter(key -> key.noun().equals(noun))
                        .toList();
    }

    /** All keys of single columns. */
    List<Key> single() {
        return single;
    }

    /** Keys of several columns of which the first is called so. */
    List<Key> composite(ColumnName column) {
        return compositeByColumn.getOrDefault(column.squashed(), List.of());
    }
}
