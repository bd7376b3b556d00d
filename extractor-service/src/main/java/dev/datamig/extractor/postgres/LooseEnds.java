package dev.datamig.extractor.postgres;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.ReadRow;
import dev.datamig.extractor.catalog.Orphans;
import dev.datamig.extractor.catalog.Orphans.Orphan;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TableFinder;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows of a source that refer to rows which are not there, by references of which the landscape says that this may be: their
 * referring columns are read as NULL, or they are left out. Looked for once per reference, when it is first asked for.
 */
public final class LooseEnds {

    /** The code under which a report tells how many there were. */
    public static final String CODE = "EXT-ORPHAN";

    private final List<Orphan> orphans;
    private final PgNavigator navigator;
    private final Map<Orphan, RowSet> rows = new ConcurrentHashMap<>();

    private LooseEnds(List<Orphan> orphans, PgNavigator navigator) {
        this.orphans = orphans;
        this.navigator = navigator;
    }

    /** What of the landscape does not fit the catalog counts for nothing here. */
    public static LooseEnds of(Store.Postgres store, PgCatalog catalog, PgNavigator navigator) {
        TableFinder finder = new TableFinder(store.name(), catalog.tables());
        return new LooseEnds(new Orphans(store, finder).of(catalog), navigator);
    }

    /** The rows that are left out because they refer to nothing. */
    public RowSets leftOut() {
        RowSets all = new RowSets();
        orphans.stream()
                .filter(Orphan::leftOut)
                .forEach(orphan -> all.add(orphan.reference().reference().from(), rows(orphan)));
        return all;
    }

    /**
     * How many rows refer to nothing, by reference.
     *
     * @param missed rows that the subset would have, had they not been left out
     */
    public List<Finding> findings(Subset subset, RowSets missed) {
        return orphans.stream()
                .map(orphan -> orphan.leftOut() ? leftOut(orphan, missed) : finding(orphan, subset))
                .filter(finding -> finding.count() > 0)
                .toList();
    }

    private Finding leftOut(Orphan orphan, RowSets missed) {
        Reference reference = orphan.reference().reference();
        return new Finding(
                CODE,
                Finding.Severity.WARNING,
                reference.from(),
                String.join(", ", orphan.columns()),
                rows(orphan).intersect(missed.of(reference.from())).size(),
                "refers by " + reference.name() + " to no row of " + reference.to()
                        + " in the source; left out, as orphans in the landscape says");
    }

    private Finding finding(Orphan orphan, Subset subset) {
        Reference reference = orphan.reference().reference();
        TableId table = reference.from();
        long count = rows(orphan).intersect(subset.owned().of(table)).size()
                + rows(orphan).intersect(subset.reference().of(table)).size();
        return new Finding(
                CODE,
                Finding.Severity.WARNING,
                table,
                String.join(", ", orphan.columns()),
                count,
                "refers by " + reference.name() + " to no row of " + reference.to()
                        + " in the source; extracted as NULL, as orphans in the landscape says");
    }

    /** A taker that gets rows of the table, of these columns, with what refers to nothing cleared. */
    ReadRow clearing(PgTable table, List<PgColumn> columns, ReadRow taker) {
        ReadRow outer = taker;
        for (Orphan orphan : orphans) {
            if (!orphan.leftOut() && orphan.reference().reference().from().equals(table.id())) {
                RowSet loose = rows(orphan);
                int[] places = orphan.columns().stream()
                        .mapToInt(name ->
                                columns.stream().map(PgColumn::name).toList().indexOf(name))
                        .filter(place -> place >= 0)
                        .toArray();
                outer = loose.isEmpty() ? outer : clearing(loose, places, outer);
            }
        }
        return outer;
    }

    private static ReadRow clearing(RowSet loose, int[] places, ReadRow taker) {
        return (row, cells) -> {
            if (loose.contains(row)) {
                for (int place : places) {
                    cells[place] = null;
                }
            }
            taker.accept(row, cells);
        };
    }

    private RowSet rows(Orphan orphan) {
        return rows.computeIfAbsent(orphan, each -> navigator.orphans(each.reference()));
    }
}
