package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.LeftOut;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.postgres.PgShapeReader;
import dev.datamig.extractor.selection.Measured.StoreVolume;
import dev.datamig.extractor.selection.Measured.Volume;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts a district's rows by its closure, keys only. */
final class DistrictVolume {

    /** Bytes of a node, a relationship and a property in Neo4j's store files, without long texts. */
    private static final int NODE = 15;

    private static final int RELATIONSHIP = 34;
    private static final int PROPERTY = 41;

    private final Territory territory;
    private final LeftOut leftOut;
    private final Map<TableId, Double> rowBytes = new HashMap<>();

    DistrictVolume(Territory territory, Expedition expedition) {
        this.territory = territory;
        this.leftOut = territory.leftOut(new StoresTraveller(territory, expedition.workers()));
        territory
                .databases()
                .forEach(place -> PgShapeReader.read(place.source(), place.store())
                        .tables()
                        .forEach(table -> rowBytes.put(table.id(), bytes(table))));
    }

    private static double bytes(TableShape table) {
        double bytes = Objects.requireNonNullElse(table.bytes(), 0L);
        return bytes / Math.max(1, Objects.requireNonNullElse(table.rows(), 0L));
    }

    Volume of(District district) {
        Roots roots = leftOut.among(Expedition.roots(territory, district.id()));
        Subset subset = Closure.of(territory.plan(), roots, leftOut.traveller());
        SortedMap<String, StoreVolume> stores = new TreeMap<>();
        territory.places().forEach(place -> stores.put(place.store().name(), new StoreVolume(0, 0, 0)));
        for (SubsetTable table : new SubsetTables(territory, subset).all()) {
            long owned = table.owned().size();
            long reference = table.reference().size();
            stores.merge(
                    table.schema().id().store(),
                    new StoreVolume(owned, reference, Math.round((owned + reference) * bytes(table))),
                    DistrictVolume::sum);
        }
        return new Volume(stores, false);
    }

    private static StoreVolume sum(StoreVolume one, StoreVolume other) {
        return new StoreVolume(
                one.owned() + other.owned(), one.reference() + other.reference(), one.bytes() + other.bytes());
    }

    private double bytes(SubsetTable table) {
        TableKind kind = table.schema().kind();
        return switch (kind) {
            case TABLE -> rowBytes.getOrDefault(table.schema().id(), 0.0);
            case NODES -> NODE + PROPERTY * (double) table.schema().columns().size();
            case RELATIONSHIPS ->
                RELATIONSHIP
                        + PROPERTY
                                * (double) table.schema().columns().stream()
                                        .filter(column -> !column.name().startsWith("start.")
                                                && !column.name().startsWith("end."))
                                        .count();
        };
    }
}
