package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TableLoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of rows that are in the way whose they are: the district's or only needed by it, and which run brought the target's. */
final class ConflictOwners {

    private static final String THEIRS = "datamig_owners";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows reader;
    private final String district;

    ConflictOwners(PgSession session, PgLedger ledger, TargetCatalog catalog, String district) {
        this.session = session;
        this.ledger = ledger;
        this.reader = new UndoRows(session, catalog);
        this.district = district;
    }

    /** {@code 2 of 30 rows (all of them reference rows; the target's are testers')} */
    String of(LoadTable table, TableLoad tally) {
        long reference = session.number(
                "counting " + table.id(),
                "select count(*) from %s f join %s s on s.%s = f.datamig_row where f.datamig_fate = 'x' and not s.%s"
                        .formatted(table.fate(), table.stage(), Stage.ROW, Stage.OWNED));
        String ours = reference == 0
                ? "the district's own"
                : reference == tally.conflicts()
                        ? "reference rows"
                        : reference + " reference rows, the others the district's own";
        return "%d of %d rows (%s; the target's %s)"
                .formatted(tally.conflicts(), table.rows(), ours, theirs(table, tally.conflicts()));
    }

    private String theirs(LoadTable table, long conflicts) {
        List<String> parts = new ArrayList<>();
        long left = conflicts;
        for (Map.Entry<String, Long> owner : owners(table).entrySet()) {
            parts.add(owner.getValue() + " from " + owner.getKey());
            left -= owner.getValue();
        }
        if (parts.isEmpty()) {
            return "are of no run, so testers'";
        }
        return "are " + String.join(", ", parts) + (left > 0 ? ", " + left + " of no run" : "");
    }

    private Map<String, Long> owners(LoadTable table) {
        Map<String, Long> owners = new LinkedHashMap<>();
        if (table.keyless() || !ledger.exists()) {
            return owners;
        }
        String doing = "looking for the owners of rows of " + table.id();
        for (LedgerChanges.Brought brought : ledger.changes().brought(table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(brought.run(), brought.number());
            if (!chunk.keyColumns().equals(table.key())) {
                continue;
            }
            List<String> columns = reader.keys(THEIRS, table.target(), table.keyNames());
            reader.copyKeys(THEIRS, columns, chunk);
            long count = session.number(
                    doing,
                    "select count(*) from %s f where f.datamig_fate = 'x' and exists (select from %s k where %s)"
                            .formatted(table.fate(), THEIRS, table.target().equal("f", "k", table.keyNames())));
            if (count > 0) {
                String whose = brought.district().equals(district)
                        ? " of this district"
                        : " of district " + brought.district();
                owners.merge("run " + brought.run() + whose, count, Long::sum);
            }
        }
        return owners;
    }
}
