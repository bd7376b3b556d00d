package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A graph's nodes by single labels, as references name them, instead of by sets of labels. */
final class GraphLabels {

    private GraphLabels() {}

    static List<TableShape> of(StoreShape graph) {
        Map<String, List<TableShape>> byLabel = new TreeMap<>();
        graph.tables().stream()
                .filter(table -> table.kind() == TableShape.Kind.NODES)
                .forEach(table -> LabelNames.split(table.id().name())
                        .forEach(label -> byLabel.computeIfAbsent(label, name -> new ArrayList<>())
                                .add(table)));
        return byLabel.entrySet().stream()
                .map(each -> merged(new TableId(graph.name(), each.getKey()), each.getValue()))
                .toList();
    }

    private static TableShape merged(TableId label, List<TableShape> tables) {
        Map<String, ColumnShape> columns = new TreeMap<>();
        tables.forEach(table -> table.columns().forEach(column -> columns.putIfAbsent(column.name(), column)));
        TableShape first = tables.get(0);
        return new TableShape(
                label,
                TableShape.Kind.NODES,
                null,
                tables.stream()
                        .mapToLong(table -> Objects.requireNonNullElse(table.rows(), 0L))
                        .sum(),
                false,
                null,
                List.copyOf(columns.values()),
                first.primaryKey(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }
}
