package dev.datamig.validator.flow;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys that rows have got in their targets instead of the sealed ones, because other people's rows had these. A sealed row is
 * looked for under the keys that it was loaded with; what it refers to likewise.
 */
final class MovedKeys {

    /** Of a row with several references that only some rows have. */
    private static final int FORMS = 32;

    private final RunSchema schema;
    private final List<InventedColumn> invented;
    private final Map<Column, Map<String, String>> moved = new HashMap<>();
    private final Map<Column, Optional<Map<String, String>>> resolved = new HashMap<>();
    private final MovedTuples tuples;

    private record Column(TableId table, String name) {}

    /** @param invented columns whose made-up values others may have got too */
    MovedKeys(RunSchema schema, List<InventedColumn> invented, StagingArea area) {
        this.schema = schema;
        this.invented = invented;
        this.tuples = new MovedTuples(schema);
        for (StoreSchema store : schema.stores()) {
            area.get(StagingLayout.keysInForce(schema.run(), store.name()))
                    .map(file -> Json.read(file, String.class))
                    .ifPresent(digest -> read(area, StagingLayout.keyMap(schema.run(), store.name(), digest)));
            String matched = StagingLayout.matchedKeys(schema.run(), store.name());
            if (area.exists(matched)) {
                read(area, matched);
            }
        }
    }

    private void read(StagingArea area, String path) {
        try (BatchReader reader = new BatchFiles(area).read(path, null)) {
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                if (text(cells[2]).equals("TAKEN")) {
                    continue;
                }
                TableId table = TableId.of(text(cells[0]));
                List<String> columns = several(cells[1]);
                if (columns.size() > 1) {
                    tuples.add(table, columns, several(cells[3]), several(cells[4]));
                } else {
                    moved.computeIfAbsent(new Column(table, columns.get(0)), key -> new HashMap<>())
                            .put(text(cells[3]), text(cells[4]));
                }
            }
        }
    }

    /** The row as it was loaded, as far as all rows refer alike; the row itself when none of its keys has moved. */
    @Nullable
    Object[] loaded(TableSchema table, @Nullable Object[] row) {
        if (isEmpty()) {
            return row;
        }
        List<String> names =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        return changed(table, row, values(table.id(), names, name -> value(names, row, name)));
    }

    /**
     * How the row may have been loaded too, by references that only some rows have: only the database can tell of a row whether its
     * condition holds.
     *
     * @param loaded the row as {@link #loaded} has it
     */
    List<@Nullable Object[]> otherwise(TableSchema table, @Nullable Object[] row, @Nullable Object[] loaded) {
        List<@Nullable Object[]> forms = new ArrayList<>();
        forms.add(loaded);
        List<String> names =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        for (Reference reference : conditional(table.id())) {
            Map<String, String> to = values(
                    reference.to(),
                    reference.toColumns(),
                    name -> value(
                            names,
                            row,
                            reference.fromColumns().get(reference.toColumns().indexOf(name))));
            Map<String, String> here = new HashMap<>();
            to.forEach((name, value) ->
                    here.put(reference.fromColumns().get(reference.toColumns().indexOf(name)), value));
            for (@Nullable Object[] form : List.copyOf(forms)) {
                if (!here.isEmpty() && forms.size() < FORMS) {
                    forms.add(changed(table, form, here));
                }
            }
        }
        return forms.subList(1, forms.size());
    }

    private List<Reference> conditional(TableId table) {
        return isEmpty()
                ? List.of()
                : schema.references().stream()
                        .filter(each -> each.from().equals(table) && each.when() != null)
                        .toList();
    }

    private boolean isEmpty() {
        return moved.isEmpty() && tuples.isEmpty();
    }

    private static @Nullable String value(List<String> names, @Nullable Object[] row, String name) {
        int place = names.indexOf(name);
        return place < 0 || row[place] == null ? null : text(row[place]);
    }

    /** What the columns of a table hold in the target, for those that are known to hold something else than was sealed. */
    private Map<String, String> values(TableId table, List<String> columns, Function<String, @Nullable String> sealed) {
        Map<String, String> values = new HashMap<>();
        for (String column : columns) {
            String from = sealed.apply(column);
            String to = from == null
                    ? null
                    : of(new Column(table, column)).map(each -> each.get(from)).orElse(null);
            if (to != null) {
                values.put(column, to);
            }
        }
        tuples.of(table, name -> columns.contains(name) ? sealed.apply(name) : null)
                .forEach((name, to) -> {
                    if (columns.contains(name)) {
                        values.put(name, to);
                    }
                });
        return values;
    }

    private static @Nullable Object[] changed(TableSchema table, @Nullable Object[] form, Map<String, String> values) {
        @Nullable Object[] changed = form;
        List<ColumnSchema> columns = table.copiedColumns();
        for (int i = 0; i < columns.size(); i++) {
            String to = values.get(columns.get(i).name());
            if (to != null) {
                changed = changed == form ? form.clone() : changed;
                changed[i] = cell(columns.get(i).physical(), to);
            }
        }
        return changed;
    }

    private static List<String> several(@Nullable Object cell) {
        return List.of(text(cell).split("\u001f", -1));
    }

    private Optional<Map<String, String>> of(Column column) {
        return resolved.computeIfAbsent(column, key -> Optional.ofNullable(find(key, new HashSet<>())));
    }

    /** Its own values, or those of the key that it refers to, by references that all rows have. */
    private @Nullable Map<String, String> find(Column column, Set<Column> seen) {
        Map<String, String> own = own(column);
        if (own != null || !seen.add(column)) {
            return own;
        }
        for (Column parent : parents(column)) {
            Map<String, String> found = find(parent, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What was chosen for the column, then what was chosen in columns of the same value space. */
    private @Nullable Map<String, String> own(Column column) {
        Map<String, String> all = new HashMap<>(moved.getOrDefault(column, Map.of()));
        Set<String> domains = new HashSet<>();
        invented.stream()
                .filter(each ->
                        each.table().equals(column.table()) && each.column().equals(column.name()))
                .forEach(each -> domains.add(each.domain()));
        invented.stream()
                .filter(each -> domains.contains(each.domain()))
                .map(each -> moved.get(new Column(each.table(), each.column())))
                .filter(Objects::nonNull)
                .forEach(map -> map.forEach(all::putIfAbsent));
        return all.isEmpty() ? null : all;
    }

    private List<Column> parents(Column column) {
        List<Column> parents = new ArrayList<>();
        for (Reference reference : schema.references()) {
            int place = reference.fromColumns().indexOf(column.name());
            if (reference.from().equals(column.table()) && place >= 0 && reference.when() == null) {
                parents.add(new Column(reference.to(), reference.toColumns().get(place)));
            }
        }
        return parents;
    }

    private static Object cell(Physical physical, String text) {
        return switch (physical) {
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(cell);
    }
}
