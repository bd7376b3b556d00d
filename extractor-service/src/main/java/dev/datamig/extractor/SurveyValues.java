package dev.datamig.extractor;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Values;
import dev.datamig.extractor.neo4j.GraphSamples;
import dev.datamig.extractor.postgres.PgSamples;
import dev.datamig.extractor.territory.Expedition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into all stores for as long as it may. */
final class SurveyValues implements Values {

    private final Expedition expedition;
    private final Map<String, StoreShape> stores = new HashMap<>();
    private final Map<TableId, TableShape> tables = new HashMap<>();
    private final Clock clock;
    private final Instant end;

    SurveyValues(Expedition expedition, List<StoreShape> shapes, Clock clock, Duration limit) {
        this.expedition = expedition;
        this.clock = clock;
        this.end = clock.instant().plus(limit);
        for (StoreShape shape : shapes) {
            stores.put(shape.name(), shape);
            shape.tables().forEach(table -> tables.put(table.id(), table));
        }
    }

    @Override
    public boolean spent() {
        return clock.instant().isAfter(end);
    }

    @Override
    public List<String[]> rows(TableId id, List<String> columns) {
        if (spent()) {
            return List.of();
        }
        TableShape table = postgres(id);
        return table == null
                ? new GraphSamples(expedition.graph(id.store())).rows(id.name(), columns)
                : new PgSamples(expedition.database(id.store())).rows(table, columns);
    }

    @Override
    public List<Found> found(TableId id, List<String> columns, List<Set<List<String>>> sets) {
        TableShape table = postgres(id);
        return table == null
                ? new GraphSamples(expedition.graph(id.store())).found(id.name(), columns.get(0), sets)
                : new PgSamples(expedition.database(id.store())).found(table, columns, sets);
    }

    private @Nullable TableShape postgres(TableId id) {
        TableShape table = tables.get(id);
        return table == null || table.kind() == TableShape.Kind.NODES ? null : table;
    }
}
