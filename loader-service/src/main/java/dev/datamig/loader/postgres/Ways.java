package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TableLoad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a plan says that its tables are going to be written. */
final class Ways {

    private Ways() {}

    /**
     * {@code copy}, {@code copy and insert}, {@code insert} or {@code one statement}, by the table's name. One owned row that is there
     * already, and nothing is copied into place.
     *
     * @param tallies of every table
     */
    static Map<String, String> of(
            TargetCatalog catalog, Map<String, LoadTable> tables, Map<String, TableLoad> tallies, Placement intended) {
        Map<String, String> ways = new HashMap<>();
        boolean met = false;
        for (List<String> group : catalog.order(tables.keySet()).groups()) {
            for (LoadTable table : group.stream().map(tables::get).toList()) {
                TableLoad tally = Objects.requireNonNull(tallies.get(table.sql()), table.sql());
                met |= tally.inserted() < intended.directRows(table);
                String way = intended.split(table) ? "copy and insert" : intended.direct(table) ? "copy" : "insert";
                ways.put(table.sql(), group.size() > 1 ? "one statement" : way);
            }
        }
        if (met) {
            ways.replaceAll((table, way) -> way.startsWith("copy") ? "insert" : way);
        }
        return ways;
    }
}
