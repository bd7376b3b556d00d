package dev.datamig.extractor;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.analysis.drift.Comparison;
import dev.datamig.extractor.analysis.drift.StoreDrift;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.neo4j.GraphSource;
import dev.datamig.extractor.neo4j.GraphSurvey;
import dev.datamig.extractor.postgres.PgCounts;
import dev.datamig.extractor.postgres.PgShapeReader;
import dev.datamig.extractor.postgres.PgSource;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks at both sides of a store. */
final class StoreSurvey {

    private final ExtractorConfig.Reading limits;
    private final boolean exact;

    /** @param exact whether rows are counted instead of taken from statistics */
    StoreSurvey(ExtractorConfig.Reading limits, boolean exact) {
        this.limits = limits;
        this.exact = exact;
    }

    /** The source's shape, under the expedition's snapshot. */
    StoreShape source(Expedition expedition, Store store) {
        return switch (store) {
            case Store.Postgres postgres -> source(expedition.database(store.name()), postgres);
            case Store.Neo4j neo4j -> GraphSurvey.of(expedition.graph(store.name()), neo4j, exact);
        };
    }

    private StoreShape source(PgSource source, Store.Postgres store) {
        StoreShape shape = PgShapeReader.read(source, store);
        PgCounts counts = new PgCounts(source);
        List<TableShape> tables = exact
                ? shape.tables().stream().map(table -> counted(table, counts)).toList()
                : shape.tables();
        List<String> warnings = new ArrayList<>(shape.warnings());
        long unknown = tables.stream().filter(table -> table.rows() == null).count();
        if (unknown > 0) {
            warnings.add("the rows of " + unknown
                    + " tables are not known: run ANALYZE, or ask for exact counts with an account that may read them");
        }
        return new StoreShape(
                shape.name(),
                shape.kind(),
                shape.server(),
                shape.encoding(),
                shape.standby(),
                tables,
                shape.domains(),
                shape.rules(),
                shape.indexes(),
                shape.hidden(),
                warnings);
    }

    private static TableShape counted(TableShape table, PgCounts counts) {
        OptionalLong rows = counts.of(table);
        return rows.isPresent() ? table.counted(rows.getAsLong()) : table;
    }

    /** What differs between the source and the target; a target that cannot be read is no reason to stop. */
    StoreDrift drift(StoreShape source, Store store) {
        try {
            return Comparison.of(source, target(store, Login.to(store.name(), store.target(), Secrets.ofProcess())));
        } catch (ExtractionException e) {
            return Comparison.unreadable(
                    store.name(), e.failure().code() + ": " + e.failure().message());
        }
    }

    private StoreShape target(Store store, Endpoint endpoint) {
        return switch (store) {
            case Store.Postgres postgres -> {
                try (PgSource target = PgSource.connect(store.name() + " (target)", endpoint, limits)) {
                    yield PgShapeReader.read(target, postgres);
                }
            }
            case Store.Neo4j neo4j -> {
                try (GraphSource target = GraphSource.connect(
                        store.name() + " (target)",
                        endpoint,
                        limits.connectionsPerStore(),
                        limits.connectTimeout(),
                        limits.statementTimeout())) {
                    yield GraphSurvey.of(target, neo4j, false);
                }
            }
        };
    }
}
