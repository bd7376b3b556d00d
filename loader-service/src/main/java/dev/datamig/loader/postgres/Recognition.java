package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.Membership;
import dev.datamig.loader.LoadException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unique indexes on expressions or on some rows by which a reference row is recognised, whatever its number ({@code unique (code) where
 * deleted_at is null}). Owned rows that meet others there are for the plan to tell.
 */
final class Recognition {

    private final PgSession session;
    private final Map<String, List<ApartIndex>> known = new HashMap<>();

    Recognition(PgSession session) {
        this.session = session;
    }

    /** None for a table of which no reference row came. */
    List<ApartIndex> indexes(LoadTable table) {
        return known.computeIfAbsent(
                table.sql(),
                sql -> table.batches(Membership.REFERENCE).isEmpty()
                        ? List.of()
                        : ApartIndex.of(session, table).stream()
                                .filter(index -> index.exclusion() == null)
                                .filter(index -> Links.filled(table, index.columns()))
                                .filter(index -> mayAsk(table, index))
                                .toList());
    }

    /** Whether the account may evaluate the index' expressions. */
    private boolean mayAsk(LoadTable table, ApartIndex index) {
        String doing = "asking index " + index.name();
        session.run(doing, "savepoint datamig_index");
        try {
            session.run(
                    doing,
                    "select %s from %s where (%s) limit 0"
                            .formatted(
                                    String.join(", ", index.parts()),
                                    table.target().own(),
                                    index.rows()));
            session.run(doing, "release savepoint datamig_index");
            return true;
        } catch (LoadException e) {
            session.run(doing, "rollback to savepoint datamig_index");
            return false;
        }
    }
}
