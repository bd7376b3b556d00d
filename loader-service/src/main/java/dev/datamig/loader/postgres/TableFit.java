package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.seal.SealedLoad;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the sealed tables over the target's and collects everything that does not fit. */
final class TableFit {

    /** Types whose values people choose, so that the value itself names the thing. */
    private static final Set<Character> NAMING = Set.of('S', 'E', 'D');

    private final TargetCatalog catalog;
    private final List<LoadTable> tables = new ArrayList<>();
    private final List<Failure> problems = new ArrayList<>();

    private TableFit(TargetCatalog catalog) {
        this.catalog = catalog;
    }

    /** Tables without sealed rows are left out: they need nothing from the target. */
    static Fitted fit(SealedLoad sealed, TargetCatalog catalog) {
        var fit = new TableFit(catalog);
        for (TableSchema schema : sealed.tables()) {
            List<BatchManifest> batches = sealed.batches(schema.id()).stream()
                    .filter(batch -> batch.rows() > 0)
                    .toList();
            if (!batches.isEmpty()) {
                fit.add(schema, batches);
            }
        }
        return new Fitted(List.copyOf(fit.tables), List.copyOf(fit.problems));
    }

    record Fitted(List<LoadTable> tables, List<Failure> problems) {}

    private void add(TableSchema schema, List<BatchManifest> batches) {
        Optional<TargetTable> target = catalog.table(schema.id().name());
        if (target.isEmpty()) {
            problems.add(LoadException.failure(LoaderCode.DRIFT, schema.id() + " is missing"));
            return;
        }
        LoadTable table = table(schema, target.get(), batches);
        if (!target.get().insertable()) {
            problems.add(LoadException.failure(
                    LoaderCode.NOT_PERMITTED, "select and insert on " + schema.id() + " are needed"));
        }
        if (!target.get().rules().isEmpty()) {
            problems.add(LoadException.failure(
                    LoaderCode.REWRITTEN,
                    schema.id() + ", rule " + String.join(", ", target.get().rules())));
        }
        if (table != null) {
            tables.add(table);
        }
    }

    private @Nullable LoadTable table(TableSchema schema, TargetTable target, List<BatchManifest> batches) {
        int before = problems.size();
        List<TargetColumn> columns = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        List<ColumnSchema> copied = schema.copiedColumns();
        for (int i = 0; i < copied.size(); i++) {
            Optional<TargetColumn> column = target.column(copied.get(i).name());
            if (column.isEmpty() || !TypeFit.fits(copied.get(i), column.get())) {
                misfit(schema, copied.get(i), column);
            } else if (!column.get().generated()) {
                columns.add(column.get());
                cells.add(i);
            }
        }
        unfilled(schema, target, columns);
        if (problems.size() > before) {
            return null;
        }
        return keyed(schema, target, columns, cells, batches);
    }

    private void misfit(TableSchema schema, ColumnSchema source, Optional<TargetColumn> target) {
        String what = target.isEmpty()
                ? "has no column " + source.name()
                : "has " + target.get().type() + " for column " + source.name() + ", the source " + source.sourceType();
        problems.add(LoadException.failure(LoaderCode.DRIFT, schema.id() + " " + what));
    }

    private void unfilled(TableSchema schema, TargetTable target, List<TargetColumn> columns) {
        for (TargetColumn column : target.columns()) {
            if (column.required()
                    && !column.filled()
                    && !columns.contains(column)
                    && schema.column(column.name()).isEmpty()) {
                problems.add(LoadException.failure(
                        LoaderCode.DRIFT,
                        schema.id() + " requires column " + column.name() + ", which the source does not have"));
            }
        }
    }

    private LoadTable keyed(
            TableSchema schema,
            TargetTable target,
            List<TargetColumn> columns,
            List<Integer> cells,
            List<BatchManifest> batches) {
        Set<String> filled = new HashSet<>();
        columns.forEach(column -> filled.add(column.name()));
        List<TargetKey> usable = target.keys().stream()
                .filter(key -> filled.containsAll(key.columns()))
                .toList();
        Optional<TargetKey> key = usable.stream()
                .filter(k -> k.primary() || k.columns().stream().allMatch(name -> required(target, name)))
                .findFirst();
        List<String> keyColumns = key.map(TargetKey::columns).orElse(List.of());
        return new LoadTable(
                tables.size(),
                schema,
                target,
                List.copyOf(columns),
                List.copyOf(cells),
                keyColumns,
                business(target, keyColumns),
                usable.stream().filter(k -> !k.columns().equals(keyColumns)).toList(),
                batches);
    }

    private static boolean required(TargetTable target, String column) {
        return target.column(column).map(TargetColumn::required).orElse(false);
    }

    /**
     * A key names its row in the real world when every part of it is a text, an enum, a date, a UUID, or points at another row
     * (which has been recognised by itself). A bare number may stand for anything.
     */
    private boolean business(TargetTable target, Collection<String> key) {
        return !key.isEmpty() && key.stream().allMatch(name -> names(target, name) || points(target, name));
    }

    private static boolean names(TargetTable target, String name) {
        return target.column(name)
                .map(column ->
                        NAMING.contains(column.category()) || column.base().equals("uuid"))
                .orElse(false);
    }

    private boolean points(TargetTable target, String name) {
        return catalog.references().stream()
                .anyMatch(r -> r.childRoot().equals(target.sql())
                        && r.childColumns().contains(name)
                        && !r.parentRoot().equals(target.sql()));
    }
}
