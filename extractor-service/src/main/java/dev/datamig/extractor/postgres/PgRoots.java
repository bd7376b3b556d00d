package dev.datamig.extractor.postgres;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.catalog.BoundSql;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds root rows. The district's id is always a bound parameter. Rows that a table has by inheritance are roots too, as they are
 * rows of it to whoever queries it.
 */
public final class PgRoots {

    private final PgSource source;
    private final Map<Long, PgTable> owners = new HashMap<>();

    public PgRoots(PgSource source, PgCatalog catalog) {
        this.source = source;
        catalog.tables().forEach(table -> table.leaves().forEach(leaf -> owners.put(leaf.oid(), table)));
    }

    /**
     * The rows that satisfy the root's condition.
     *
     * @return empty also when the id cannot be a value of the type that it is compared with
     */
    public RowSets chosen(PgTable table, Store.Root root, String district) {
        BoundSql where = BoundSql.of(root.where());
        return rows(table, " where (" + where.sql() + ")", Collections.nCopies(where.parameters(), district));
    }

    /** All rows that are roots of some district. */
    public RowSets all(PgTable table) {
        return rows(table, "", List.of());
    }

    private RowSets rows(PgTable table, String where, List<String> parameters) {
        String sql = "select tableoid::int8, ctid::text from " + table.id().name() + where;
        RowSets rows = new RowSets();
        source.with(session ->
                session.queryOrNothing("looking for root rows in " + table.id().name(), sql, parameters, row -> {
                    PgTable owner = owners.get(row.getLong(1));
                    if (owner != null) {
                        rows.add(owner.id(), RowSet.of(PgNavigator.place(owner, row.getLong(1), row.getString(2))));
                    }
                    return true;
                }));
        return rows;
    }
}
