package dev.datamig.extractor.analysis.picture;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.Acyclic;
import dev.datamig.extractor.analysis.ExtractionOrder.CycleBreak;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.Volume;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is drawn of one store: its tables as boxes and the references between them as arrows; for a graph sets of labels and
 * relationship types. A large store is drawn less fully: tables that only refer, and to the same parents, share a box, and of the
 * rest the best connected are drawn.
 */
final class PanelPlan {

    /** From so many tables on, those that refer to the same parents share a box. */
    private static final int ROOMY = 60;
    /** Boxes at most. */
    private static final int MOST = 140;

    private final StoreShape store;
    private final List<Reference> inside;
    private final Map<TableId, Set<String>> elsewhere = new HashMap<>();
    private final Set<TableId> cyclic = new HashSet<>();
    private final Set<List<Object>> broken = new HashSet<>();
    private final Set<TableId> selfish = new HashSet<>();
    private final boolean oneSchema;
    private final Map<TableId, String> boxOf = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<String> apart = new ArrayList<>();
    private int hidden;

    PanelPlan(SchemaAnalysis analysis, StoreShape store) {
        this.store = store;
        this.oneSchema = store.tables().stream()
                        .map(table ->
                                String.valueOf(SqlName.parse(table.id().name()).schema()))
                        .distinct()
                        .count()
                == 1;
        this.inside = analysis.references().stream()
                .filter(each -> each.from().store().equals(store.name()))
                .filter(each -> each.to().store().equals(store.name()))
                .toList();
        analysis.references().stream()
                .filter(each -> each.from().store().equals(store.name()) && each.crossesStores())
                .forEach(each -> elsewhere
                        .computeIfAbsent(each.from(), table -> new TreeSet<>())
                        .add(each.to().store() + ":" + bare(each.to())));
        analysis.order().steps().forEach(step -> {
            if (step.cycle()) {
                cyclic.addAll(step.tables());
            }
            for (CycleBreak each : step.breaks()) {
                broken.add(List.of(each.from(), each.to(), each.reference()));
            }
        });
        if (store.kind() == StoreKind.NEO4J) {
            planGraph();
        } else {
            planTables();
        }
    }

    List<Box> boxes() {
        return boxes;
    }

    List<Arrow> arrows() {
        return arrows;
    }

    /** Tables that have nothing to do with others. */
    List<String> apart() {
        return apart;
    }

    /** How many tables are not drawn at all. */
    int hidden() {
        return hidden;
    }

    private static String bare(TableId table) {
        return table.name().startsWith("public.") ? table.name().substring("public.".length()) : table.name();
    }

    private String shown(TableId table) {
        return oneSchema && store.kind() == StoreKind.POSTGRESQL
                ? SqlName.parse(table.name()).table()
                : table.name();
    }

    private void planTables() {
        Map<TableId, Integer> degree = new HashMap<>();
        for (Reference each : inside) {
            if (each.from().equals(each.to())) {
                selfish.add(each.from());
            }
            degree.merge(each.from(), 1, Integer::sum);
            degree.merge(each.to(), 1, Integer::sum);
        }
        List<TableShape> connected = new ArrayList<>();
        for (TableShape table : store.tables()) {
            if (degree.containsKey(table.id()) || elsewhere.containsKey(table.id())) {
                connected.add(table);
            } else {
                apart.add(shown(table.id()));
            }
        }
        List<List<TableShape>> groups = connected.size() > ROOMY ? shared(connected) : single(connected);
        groups.sort(Comparator.comparingInt((List<TableShape> group) ->
                        -degree.getOrDefault(group.get(0).id(), 0))
                .thenComparing(group -> group.get(0).id()));
        hidden = groups.stream().skip(MOST).mapToInt(List::size).sum();
        groups.stream().limit(MOST).forEach(this::addBox);
        addArrows();
    }

    private static List<List<TableShape>> single(List<TableShape> tables) {
        return tables.stream().map(List::of).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Tables to which nothing refers and which refer to the same tables stand together when they are three or more. */
    private List<List<TableShape>> shared(List<TableShape> tables) {
        Set<TableId> parents = inside.stream().map(Reference::to).collect(Collectors.toSet());
        Map<TableId, Set<String>> refersTo = new HashMap<>();
        inside.forEach(each -> refersTo.computeIfAbsent(each.from(), table -> new TreeSet<>())
                .add(each.to().text()));
        elsewhere.forEach((table, others) ->
                refersTo.computeIfAbsent(table, id -> new TreeSet<>()).addAll(others));
        Map<String, List<TableShape>> leaves = new TreeMap<>();
        List<List<TableShape>> groups = new ArrayList<>();
        for (TableShape table : tables) {
            if (parents.contains(table.id())) {
                groups.add(List.of(table));
            } else {
                leaves.computeIfAbsent(String.valueOf(refersTo.get(table.id())), key -> new ArrayList<>())
                        .add(table);
            }
        }
        leaves.values().forEach(group -> {
            if (group.size() >= 3) {
                groups.add(group);
            } else {
                groups.addAll(single(group));
            }
        });
        return groups;
    }

    private void addBox(List<TableShape> group) {
        TableShape first = group.get(0);
        String id = first.id().text();
        group.forEach(table -> boxOf.put(table.id(), id));
        List<String> lines = new ArrayList<>();
        if (group.size() > 1) {
            lines.add(group.size() + " tables such as " + shown(first.id()));
            lines.add("with the same parents");
        } else {
            lines.add(shown(first.id()) + (selfish.contains(first.id()) ? " ↻" : ""));
            lines.add(Volume.of(first));
        }
        List<String> others = List.copyOf(elsewhere.getOrDefault(first.id(), Set.of()));
        others.stream().limit(2).forEach(other -> lines.add("⇢ " + other));
        if (others.size() > 2) {
            lines.add("⇢ " + (others.size() - 2) + " more");
        }
        String title = group.stream().limit(200).map(table -> table.id().text()).collect(Collectors.joining(", "));
        boxes.add(new Box(id, lines, title, cyclic.contains(first.id())));
    }

    private void addArrows() {
        Map<List<String>, List<Reference>> pairs = new LinkedHashMap<>();
        for (Reference each : inside) {
            String from = boxOf.get(each.from());
            String to = boxOf.get(each.to());
            if (from != null && to != null && !from.equals(to)) {
                String look = look(each).name();
                pairs.computeIfAbsent(List.of(from, to, look), key -> new ArrayList<>())
                        .add(each);
            }
        }
        pairs.forEach((pair, references) -> arrows.add(new Arrow(
                pair.get(0),
                pair.get(1),
                Arrow.Look.valueOf(pair.get(2)),
                references.size() > 1 && boxOf.size() <= ROOMY ? "×" + references.size() : "",
                references.stream().limit(20).map(PanelPlan::words).collect(Collectors.joining("\n")))));
    }

    private Arrow.Look look(Reference each) {
        return broken.contains(List.<Object>of(each.from(), each.to(), each.name()))
                ? Arrow.Look.BROKEN
                : each.declared() ? Arrow.Look.DECLARED : Arrow.Look.UNDECLARED;
    }

    private static String words(Reference each) {
        return each.name() + ": " + each.from().name() + "(" + String.join(", ", each.fromColumns()) + ") → "
                + each.to().name() + "(" + String.join(", ", each.toColumns()) + ")";
    }

    private void planGraph() {
        store.tables().stream()
                .filter(table -> table.kind() == TableShape.Kind.NODES)
                .limit(MOST)
                .forEach(table -> addBox(List.of(table)));
        Map<List<TableId>, List<TableShape>> pairs = new LinkedHashMap<>();
        for (TableShape table : store.tables()) {
            TableId start = table.start();
            TableId end = table.end();
            if (start != null && end != null && boxOf.containsKey(start) && boxOf.containsKey(end)) {
                pairs.computeIfAbsent(List.of(start, end), key -> new ArrayList<>())
                        .add(table);
            }
        }
        Acyclic straight = new Acyclic();
        pairs.forEach((ends, tables) -> {
            boolean fits = straight.add(ends.get(0), ends.get(1));
            String label = tables.stream()
                    .limit(3)
                    .map(table -> type(table) + " " + Volume.rows(table))
                    .collect(Collectors.joining(", "));
            arrows.add(new Arrow(
                    ends.get(0).text(),
                    ends.get(1).text(),
                    fits ? Arrow.Look.DECLARED : Arrow.Look.UNDECLARED,
                    label + (tables.size() > 3 ? " +" + (tables.size() - 3) : ""),
                    tables.stream().map(table -> table.id().name()).collect(Collectors.joining("\n"))));
        });
    }

    private static String type(TableShape relationship) {
        String name = relationship.id().name();
        int from = name.indexOf(")-[") + 3;
        return name.substring(from, name.indexOf("]->(", from));
    }
}
