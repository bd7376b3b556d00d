package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.ExtractionOrder.CycleBreak;
import dev.datamig.extractor.analysis.ExtractionOrder.Step;
import dev.datamig.extractor.analysis.ExtractionOrder.Way;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.ForeignKeyShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Orders tables so that parents stand before children, and says where each cycle is broken: at references the database does not
 * check, else at deferrable ones, else at nullable ones, and never at one more than it takes.
 */
public final class OrderPlan {

    private final Map<TableId, TableShape> tables = new HashMap<>();
    private final List<Reference> references;

    public OrderPlan(Collection<TableShape> tables, List<Reference> references) {
        tables.forEach(table -> this.tables.put(table.id(), table));
        this.references = references.stream()
                .filter(each -> this.tables.containsKey(each.from()) && this.tables.containsKey(each.to()))
                .toList();
    }

    public ExtractionOrder order() {
        List<List<TableId>> components = Components.of(tables.keySet(), references);
        Map<TableId, Integer> placeOf = new HashMap<>();
        for (int i = 0; i < components.size(); i++) {
            for (TableId table : components.get(i)) {
                placeOf.put(table, i);
            }
        }
        List<List<Reference>> inside = lists(components.size());
        List<List<Reference>> outside = lists(components.size());
        for (Reference each : references) {
            int from = place(placeOf, each.from());
            (from == place(placeOf, each.to()) ? inside : outside).get(from).add(each);
        }
        int[] levels = new int[components.size()];
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = outside.get(i).stream()
                    .mapToInt(each -> levels[place(placeOf, each.to())] + 1)
                    .max()
                    .orElse(0);
            steps.add(new Step(i + 1, levels[i], components.get(i), breaks(inside.get(i))));
        }
        return new ExtractionOrder(storeOrder(), steps);
    }

    private static <T> List<List<T>> lists(int count) {
        List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int place(Map<TableId, Integer> placeOf, TableId table) {
        return Objects.requireNonNull(placeOf.get(table));
    }

    /** The same question asked of stores: each stands for one table. */
    private List<String> storeOrder() {
        List<TableId> stores = tables.keySet().stream()
                .map(table -> whole(table.store()))
                .distinct()
                .toList();
        List<Reference> between = references.stream()
                .filter(Reference::crossesStores)
                .map(each -> new Reference(
                        each.name(),
                        whole(each.from().store()),
                        List.of(),
                        whole(each.to().store()),
                        List.of(),
                        false,
                        null,
                        true,
                        false))
                .toList();
        return Components.of(stores, between).stream()
                .flatMap(List::stream)
                .map(TableId::store)
                .toList();
    }

    private static TableId whole(String store) {
        return new TableId(store, "*");
    }

    /** Takes the references in, those that are hardest to leave open first, and cuts what closes a circle. */
    private List<CycleBreak> breaks(List<Reference> inside) {
        Acyclic kept = new Acyclic();
        List<CycleBreak> breaks = new ArrayList<>();
        inside.stream()
                .sorted(Comparator.comparing(this::way)
                        .reversed()
                        .thenComparing(each -> each.from().text())
                        .thenComparing(Reference::name))
                .filter(each -> !kept.add(each.from(), each.to()))
                .forEach(each -> breaks.add(cut(each)));
        return breaks.reversed();
    }

    private CycleBreak cut(Reference reference) {
        Way way = way(reference);
        String column =
                way == Way.NULLABLE ? nullable(reference).map(ColumnShape::name).orElse(null) : null;
        return new CycleBreak(reference.name(), reference.from(), reference.to(), way, column, way.why());
    }

    private Way way(Reference reference) {
        if (!reference.declared()
                || foreignKey(reference).filter(key -> !key.enforced()).isPresent()) {
            return Way.UNCHECKED;
        }
        if (reference.from().equals(reference.to())) {
            return Way.ONE_STATEMENT;
        }
        return reference.deferrable()
                ? Way.DEFERRABLE
                : nullable(reference).isPresent() ? Way.NULLABLE : Way.IMPOSSIBLE;
    }

    private Optional<ForeignKeyShape> foreignKey(Reference reference) {
        TableShape table = Objects.requireNonNull(tables.get(reference.from()));
        return table.foreignKeys().stream()
                .filter(key -> key.name().equals(reference.name()))
                .findFirst();
    }

    /** The column to leave NULL: one is enough (MATCH SIMPLE), unless the key is MATCH FULL and all have to be. */
    private Optional<ColumnShape> nullable(Reference reference) {
        TableShape table = Objects.requireNonNull(tables.get(reference.from()));
        List<ColumnShape> nullable = reference.fromColumns().stream()
                .flatMap(name -> table.column(name).stream())
                .filter(column -> column.nullable() && column.generated() == null)
                .toList();
        boolean full =
                foreignKey(reference).filter(key -> key.match().equals("FULL")).isPresent();
        return full && nullable.size() < reference.fromColumns().size()
                ? Optional.empty()
                : nullable.stream().findFirst();
    }
}
