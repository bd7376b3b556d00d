package dev.datamig.extractor.selection;

import dev.datamig.contracts.District;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Subset;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a district amounts to.
 *
 * @param rank from 1, the largest first; 0 while it is not known
 * @param owned rows that belong to it
 * @param reference rows that those need
 * @param stores owned rows per store
 * @param tables per table with rows
 */
public record RankedDistrict(
        int rank,
        District district,
        long owned,
        long reference,
        SortedMap<String, Long> stores,
        List<TableTotal> tables) {

    /** Counts a subset. */
    public static RankedDistrict measured(District district, Subset subset) {
        SortedSet<TableId> touched = new TreeSet<>(subset.owned().tables());
        touched.addAll(subset.reference().tables());
        SortedMap<String, Long> stores = new TreeMap<>();
        touched.forEach(
                table -> stores.merge(table.store(), subset.owned().of(table).size(), Long::sum));
        List<TableTotal> tables = touched.stream()
                .map(table -> new TableTotal(
                        table,
                        subset.owned().of(table).size(),
                        subset.reference().of(table).size(),
                        0))
                .toList();
        return new RankedDistrict(
                0, district, subset.owned().size(), subset.reference().size(), stores, tables);
    }

    RankedDistrict ranked(int newRank) {
        return new RankedDistrict(newRank, district, owned, reference, stores, tables);
    }
}
