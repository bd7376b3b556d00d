package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The columns of staged tables whose values masking made up, and which of them share a value space. */
final class Invented {

    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

    private final List<Place> places = new ArrayList<>();
    private final List<InventedColumn> all;

    /** A column of a staged table. */
    record Place(LoadTable table, TargetColumn column, String domain) {

        boolean text() {
            return column.category() == 'S';
        }
    }

    /** @param tables by the target's names */
    Invented(LoadJob job, Map<String, LoadTable> tables) {
        String store = job.sealed().store();
        this.all = job.sealed().invented();
        for (InventedColumn invented : all) {
            LoadTable table = invented.table().store().equals(store)
                    ? tables.get(invented.table().name())
                    : null;
            if (table != null) {
                table.columns().stream()
                        .filter(column -> column.name().equals(invented.column()))
                        .filter(column -> column.category() == 'S' || INTEGERS.contains(column.base()))
                        .forEach(column -> places.add(new Place(table, column, invented.domain())));
            }
        }
    }

    /** Whether another value would say as much as this column's. */
    boolean is(LoadTable table, TargetColumn column) {
        return places.stream()
                .anyMatch(place -> place.table().id().equals(table.id())
                        && place.column().name().equals(column.name()));
    }

    /** The value space of a column of any store. */
    Optional<String> domain(TableId table, String column) {
        return all.stream()
                .filter(invented ->
                        invented.table().equals(table) && invented.column().equals(column))
                .map(InventedColumn::domain)
                .findFirst();
    }

    /** The staged columns that share a column's values, the column itself among them. */
    List<Place> sharing(TableId table, String column) {
        return domain(table, column).map(this::of).orElse(List.of());
    }

    /** The staged columns of a value space. */
    List<Place> of(String domain) {
        return places.stream().filter(place -> place.domain().equals(domain)).toList();
    }

    /** Whether columns elsewhere, here or in another store, have the same values. */
    boolean shared(TableId table, String column) {
        String domain = domain(table, column).orElse("");
        return all.stream().filter(other -> other.domain().equals(domain)).count() > 1;
    }

    /** The stores whose choices concern this one. */
    Set<String> stores() {
        Set<String> stores = new TreeSet<>();
        for (InventedColumn invented : all) {
            if (!of(invented.domain()).isEmpty()) {
                stores.add(invented.table().store());
            }
        }
        return stores;
    }
}
