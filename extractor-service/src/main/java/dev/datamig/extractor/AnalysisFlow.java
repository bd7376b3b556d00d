package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.analysis.OrderPlan;
import dev.datamig.extractor.analysis.References;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.SummaryPage;
import dev.datamig.extractor.analysis.drift.StoreDrift;
import dev.datamig.extractor.analysis.picture.DotPicture;
import dev.datamig.extractor.analysis.picture.SvgPicture;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Suggestion;
import dev.datamig.extractor.analysis.suggest.Suggestions;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.staging.StagingArea;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Looks at all stores, sources and targets, and writes what they are like into the staging area. */
final class AnalysisFlow {

    /** How long values may be looked at for suggestions, over all stores. */
    private static final Duration LOOKING = Duration.ofSeconds(20);

    private final Surroundings surroundings;

    AnalysisFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Outcome analyze(AnalyzeStores request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        SchemaAnalysis analysis = analysis(request.exactCounts(), expedition);
        write(analysis);
        return new Outcome.AnalysisCompleted(
                request.requestId(),
                analysis.stores().size(),
                (int) analysis.tables().count(),
                analysis.references().size());
    }

    SchemaAnalysis analysis(boolean exact, Expedition expedition) {
        Landscape landscape = surroundings.landscape();
        StoreSurvey survey = new StoreSurvey(surroundings.config().extractor(), exact);
        List<Store> stores = landscape.stores();
        List<StoreShape> shapes = expedition.workers().all(stores, store -> survey.source(expedition, store));
        List<StoreDrift> drift =
                expedition.workers().all(stores, store -> survey.drift(shapes.get(stores.indexOf(store)), store));
        References references = References.of(landscape, shapes);
        List<Reference> known = references.all();
        List<TableShape> tables =
                shapes.stream().flatMap(shape -> shape.tables().stream()).toList();
        List<Suggestion> suggestions = Suggestions.of(
                shapes, known, arrays(stores), new SurveyValues(expedition, shapes, surroundings.clock(), LOOKING));
        return new SchemaAnalysis(
                SchemaAnalysis.VERSION,
                surroundings.clock().instant(),
                landscape.name(),
                exact,
                shapes,
                known,
                new OrderPlan(tables, known).order(),
                suggestions,
                drift,
                references.problems());
    }

    /** The columns of which the landscape says already what they hold inside. */
    private static List<ReferenceEnd> arrays(List<Store> stores) {
        return stores.stream()
                .filter(Store.Postgres.class::isInstance)
                .flatMap(store -> ((Store.Postgres) store).load().json().stream())
                .map(JsonReference::from)
                .toList();
    }

    private void write(SchemaAnalysis analysis) {
        StagingArea area = surroundings.area();
        area.put(StagingLayout.analysis("schema-analysis.json"), Json.writePretty(analysis));
        area.put(StagingLayout.analysis("extraction-order.json"), Json.writePretty(analysis.order()));
        put(area, "dependency-graph.dot", new DotPicture(analysis).dot());
        put(area, "dependency-graph.svg", new SvgPicture(analysis).svg());
        put(area, "README.md", new SummaryPage(analysis).text());
    }

    private static void put(StagingArea area, String name, String text) {
        area.put(StagingLayout.analysis(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
