package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.analysis.Artifacts;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Territory;
import dev.datamig.staging.StagingArea;
import java.nio.charset.StandardCharsets;

/** Writes what the stores look like into the staging area. */
final class AnalysisFlow {

    private final Surroundings surroundings;

    AnalysisFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Outcome analyze(AnalyzeStores request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        SchemaAnalysis analysis = new StoreSurvey(surroundings, request.exactCounts()).of(territory);
        Artifacts artifacts = new Artifacts(analysis);
        StagingArea area = surroundings.area();
        area.put(StagingLayout.analysis("schema-analysis.json"), Json.writePretty(analysis));
        area.put(StagingLayout.analysis("extraction-order.json"), Json.writePretty(analysis.order()));
        put(area, "dependency-graph.dot", artifacts.dot());
        put(area, "dependency-graph.svg", artifacts.svg());
        put(area, "README.md", artifacts.readme());
        return new Outcome.AnalysisCompleted(
                request.requestId(),
                analysis.stores().size(),
                (int) analysis.stores().stream()
                        .flatMap(store -> store.tables().stream())
                        .count(),
                analysis.references().size());
    }

    private static void put(StagingArea area, String name, String text) {
        area.put(StagingLayout.analysis(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
