package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.analysis.SchemaAnalysis.CycleBreak;
import dev.datamig.extractor.analysis.SchemaAnalysis.ExtractionOrder;
import dev.datamig.extractor.analysis.SchemaAnalysis.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders tables so that parents stand before children, and says where each cycle is best cut: at a reference that is checked only
 * at commit, else at one whose columns may be NULL at first, else at one that the database does not check, else by force.
 */
public final class OrderPlan {

    private final Map<TableId, TableSchema> tables = new HashMap<>();
    private final List<Reference> references;

    public OrderPlan(List<TableSchema> tables, List<Reference> references) {
        tables.forEach(table -> this.tables.put(table.id(), table));
        this.references = references;
    }

    public ExtractionOrder order() {
        List<Step> steps = new ArrayList<>();
        for (List<TableId> component : Components.of(tables.keySet(), references)) {
            steps.add(new Step(steps.size() + 1, component, breaks(component)));
        }
        return new ExtractionOrder(steps);
    }

    private List<CycleBreak> breaks(List<TableId> component) {
        Set<TableId> members = Set.copyOf(component);
        List<Reference> inside = new ArrayList<>(references.stream()
                .filter(each -> members.contains(each.from()) && members.contains(each.to()))
                .sorted(Comparator.comparingInt(this::reluctance).thenComparing(Reference::name))
                .toList());
        List<CycleBreak> breaks = new ArrayList<>();
        for (Reference each : List.copyOf(inside)) {
            if (onCycle(each, component, inside)) {
                inside.remove(each);
                breaks.add(new CycleBreak(each.name(), each.from(), each.to(), why(each)));
            }
        }
        return breaks;
    }

    private static boolean onCycle(Reference reference, List<TableId> component, List<Reference> inside) {
        return reference.from().equals(reference.to())
                || Components.of(component, inside).stream()
                        .anyMatch(part -> part.contains(reference.from()) && part.contains(reference.to()));
    }

    private int reluctance(Reference reference) {
        return !reference.declared() ? 0 : reference.deferrable() ? 1 : nullable(reference) ? 2 : 3;
    }

    private String why(Reference reference) {
        return switch (reluctance(reference)) {
            case 0 -> "the database does not check it";
            case 1 -> "it is deferrable: checked at commit";
            case 2 -> "its columns may be NULL until the parent is there";
            default -> "no better one: it is neither deferrable nor nullable";
        };
    }

    private boolean nullable(Reference reference) {
        TableSchema table = tables.get(reference.from());
        return table != null
                && table.columns().stream()
                        .anyMatch(column ->
                                column.nullable() && reference.fromColumns().contains(column.name()));
    }
}
