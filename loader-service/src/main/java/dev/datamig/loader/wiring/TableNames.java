package dev.datamig.loader.wiring;

import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables by the names that people write: with or without schema and quotes as in SQL, a graph's labels in any order. */
final class TableNames {

    private final List<TableSchema> tables;

    TableNames(List<TableSchema> tables) {
        this.tables = tables;
    }

    /** The one table that can be meant. The full name as the analysis writes it goes before all others. */
    Optional<TableId> find(String written) {
        Optional<TableId> exact = tables.stream()
                .map(TableSchema::id)
                .filter(id -> id.name().equals(written))
                .findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<TableId> meant = tables.stream()
                .filter(table -> means(written, table))
                .map(TableSchema::id)
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    private static boolean means(String written, TableSchema table) {
        return table.kind() == TableKind.TABLE
                ? SqlName.parse(written).names(SqlName.parse(table.id().name()))
                : Set.copyOf(LabelNames.split(written)).equals(Set.copyOf(table.labels()));
    }

    /** What is said about tables, under their full names. What is said about no table of these is left out. */
    <T> Map<String, T> full(Map<String, T> said) {
        Map<String, T> full = new LinkedHashMap<>();
        said.forEach((name, what) -> find(name).ifPresent(id -> full.put(id.name(), what)));
        return full;
    }
}
