package dev.datamig.extractor.territory;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.catalog.Orphans;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TableFinder;
import dev.datamig.extractor.catalog.UndeclaredReferences;
import dev.datamig.extractor.closure.ClosurePlan;
import dev.datamig.extractor.closure.Link;
import dev.datamig.extractor.neo4j.GraphEnd;
import dev.datamig.extractor.postgres.PgEnd;
import dev.datamig.extractor.steps.StepReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the landscape's words over the stores' shapes: all links, with all mistakes found at once. */
public final class TerritoryPlan {

    private final Landscape landscape;
    private final List<Place> places;
    private final Map<String, TableFinder> finders = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final Set<TableId> adopted = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private TerritoryPlan(Landscape landscape, List<Place> places) {
        this.landscape = landscape;
        this.places = places;
    }

    /** @throws ExtractionException when the landscape names what the stores do not have */
    public static Territory of(Landscape landscape, List<Place> places) {
        return new TerritoryPlan(landscape, places).territory();
    }

    private Territory territory() {
        int undeclared = 0;
        for (Place place : places) {
            switch (place) {
                case Place.Postgres database -> undeclared = add(database, undeclared);
                case Place.Graph graph -> add(graph);
            }
        }
        for (ReferenceRule rule : landscape.references()) {
            addAcross("landscape-" + ++undeclared, rule);
        }
        List<KeyInside> keysInside = places.stream()
                .flatMap(place -> place.store().load().json().stream())
                .flatMap(reference -> keyInside(reference).stream())
                .toList();
        finders.values().forEach(finder -> problems.addAll(finder.problems()));
        if (!problems.isEmpty()) {
            throw new ExtractionException(
                    ExtractorCode.LANDSCAPE_MISMATCH,
                    "the landscape does not fit its sources: " + String.join("; ", problems));
        }
        return new Territory(places, ways, new ClosurePlan(links, adopted), keysInside);
    }

    /** Empty where the key is one of a graph, or what the landscape names is not there. */
    private Optional<KeyInside> keyInside(JsonReference reference) {
        TableFinder from = finders.get(reference.from().store());
        TableFinder to = finders.get(reference.to().store());
        if (from == null || to == null) {
            return Optional.empty();
        }
        List<String> members = reference.path().stream()
                .filter(step -> !step.equals(JsonReference.EACH))
                .toList();
        Optional<PgTable> parent = to.end(reference.to(), "load.json");
        return from.keysInside(reference, "load.json")
                .flatMap(child -> parent.map(table -> new KeyInside(
                        child.id(),
                        reference.from().columns().get(0),
                        members,
                        table.id(),
                        reference.to().columns().get(0))));
    }

    private int add(Place.Postgres database, int undeclared) {
        Store.Postgres store = database.store();
        TableFinder finder = new TableFinder(store.name(), database.catalog().tables());
        finders.put(store.name(), finder);
        database.catalog().references().forEach(reference -> add(database, reference));
        new UndeclaredReferences(store, finder).references(undeclared).forEach(reference -> add(database, reference));
        new Orphans(store, finder).of(database.catalog());
        store.adopt().forEach(name -> finder.table(name, "adopt").ifPresent(table -> adopted.add(table.id())));
        store.roots().forEach(root -> finder.table(root.table(), "roots"));
        store.load().tables().forEach((name, rule) -> finder.table(name, rule.named(), "load.tables"));
        return undeclared + store.references().size();
    }

    private void add(Place.Postgres place, PgReference each) {
        Reference reference = each.reference();
        links.add(new Link(
                links.size(),
                Link.Kind.REFERENCE,
                reference.from(),
                reference.to(),
                reference.name(),
                reference.children(),
                each.exact(),
                each.entity()));
        ways.add(new Way.Inside(place, each));
    }

    private void add(Place.Graph graph) {
        graph.store().children().forEach(step -> addStep(graph, step, Link.Kind.CHILDREN));
        graph.store().needs().forEach(step -> addStep(graph, step, Link.Kind.NEEDS));
    }

    private void addStep(Place.Graph graph, String text, Link.Kind kind) {
        switch (StepReader.read(text)) {
            case StepReader.Reading.Faulty faulty ->
                problems.add("store " + graph.store().name() + ": " + faulty.message());
            case StepReader.Reading.Read read -> {
                links.add(new Link(links.size(), kind, graph.nodes(), graph.nodes(), text, true, false, false));
                ways.add(new Way.Stepping(graph, read.step()));
            }
        }
    }

    private void addAcross(String name, ReferenceRule rule) {
        CrossEnd from = end(rule.from(), rule.when());
        CrossEnd to = end(rule.to(), null);
        if (from == null || to == null) {
            return;
        }
        Reference reference = new Reference(
                name,
                tableOf(from, rule.from()),
                rule.from().columns(),
                tableOf(to, rule.to()),
                rule.to().columns(),
                false,
                rule.when(),
                true,
                false);
        links.add(new Link(
                links.size(),
                Link.Kind.REFERENCE,
                from.table(),
                to.table(),
                name,
                true,
                unique(to),
                entity(from, to, reference)));
        ways.add(new Way.Across(reference, from, to));
    }

    /** For a graph the label stands for the tables of nodes, which are known only when the nodes are. */
    private static TableId tableOf(CrossEnd end, ReferenceEnd named) {
        return switch (end) {
            case CrossEnd.Postgres postgres -> postgres.table();
            case CrossEnd.Graph graph -> new TableId(graph.place().store().name(), named.table());
        };
    }

    private @Nullable CrossEnd end(ReferenceEnd end, @Nullable String when) {
        for (Place place : places) {
            if (place.store().name().equals(end.store())) {
                return end(place, end, when);
            }
        }
        problems.add("references: there is no store " + end.store());
        return null;
    }

    private @Nullable CrossEnd end(Place place, ReferenceEnd end, @Nullable String when) {
        return switch (place) {
            case Place.Graph graph -> new CrossEnd.Graph(graph, new GraphEnd(end.table(), end.columns()));
            case Place.Postgres database -> {
                TableFinder finder = java.util.Objects.requireNonNull(finders.get(end.store()));
                PgTable table = finder.end(end, "references across stores").orElse(null);
                yield table == null ? null : new CrossEnd.Postgres(database, PgEnd.of(table, end.columns(), when));
            }
        };
    }

    private static boolean unique(CrossEnd end) {
        return end instanceof CrossEnd.Postgres postgres
                && UndeclaredReferences.unique(
                        postgres.end().table(),
                        Set.copyOf(postgres.end().columns().stream()
                                .map(column -> column.name())
                                .toList()));
    }

    private static boolean entity(CrossEnd from, CrossEnd to, Reference reference) {
        return from instanceof CrossEnd.Postgres child
                && to instanceof CrossEnd.Postgres parent
                && child.place().store().subtypes()
                && UndeclaredReferences.entity(
                        child.end().table(),
                        reference.fromColumns(),
                        parent.end().table(),
                        reference.toColumns());
    }
}
