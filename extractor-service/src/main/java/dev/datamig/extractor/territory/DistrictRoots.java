package dev.datamig.extractor.territory;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TableFinder;
import dev.datamig.extractor.postgres.PgRoots;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.steps.RootPattern;
import java.util.List;

/** The root rows of one store. */
final class DistrictRoots {

    private DistrictRoots() {}

    static void add(Place.Postgres place, String district, boolean others, RowSets chosen, RowSets all) {
        TableFinder finder =
                new TableFinder(place.store().name(), place.catalog().tables());
        PgRoots roots = new PgRoots(place.source(), place.catalog());
        for (Store.Root root : place.store().roots()) {
            PgTable table = finder.table(root.table(), "roots").orElseThrow();
            chosen.addAll(roots.chosen(table, root, district));
            if (others) {
                all.addAll(roots.all(table));
            }
        }
    }

    static List<RootPattern> patterns(Place.Graph place) {
        return place.store().roots().stream()
                .map(text -> RootPattern.read(text)
                        .orElseThrow(() -> new ExtractionException(
                                ExtractorCode.LANDSCAPE_MISMATCH,
                                "store " + place.store().name() + ": the root " + text
                                        + " does not begin with a node such as (d:District {districtId: $district})")))
                .toList();
    }
}
