package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of others that the runs before a refresh have overwritten and that the new run does not bring: a refresh gives back what its
 * predecessors brought, not what they overwrote.
 */
final class LeftOver {

    private static final String DOING = "looking for rows that earlier runs have overwritten";

    private final PgSession session;
    private final PgLedger ledger;
    private final TargetCatalog catalog;
    private final UndoRows rows;

    /** What holds a table's rows that are no left over ones: the new run's, and those that the previous one brought. */
    @FunctionalInterface
    interface Known {
        /** @return names of tables with the key's columns */
        List<String> of(String table);
    }

    /** @param rows brings chunks of the ledger into the session */
    LeftOver(PgSession session, PgLedger ledger, TargetCatalog catalog, UndoRows rows) {
        this.session = session;
        this.ledger = ledger;
        this.catalog = catalog;
        this.rows = rows;
    }

    /** A table of which rows were overwritten, with a temporary one that has their keys. @param key quoted */
    private record Overwritten(String keys, TargetTable target, List<String> key) {}

    /** How many such rows each table has that is still there. */
    Map<String, Long> count(RunId previous, Known known) {
        Map<String, Overwritten> all = new LinkedHashMap<>();
        for (RunId run : ledger.changes().withPredecessors(previous)) {
            for (int number : ledger.changes().chunks(run, Set.of(Kind.UPDATED))) {
                LedgerChunk chunk = ledger.changes().chunk(run, number);
                if (isThere(chunk)) {
                    Overwritten table = all.computeIfAbsent(chunk.table(), name -> make(chunk, all.size()));
                    collect(chunk, table);
                }
            }
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach((name, table) -> {
            long count = count(table, known.of(name));
            if (count > 0) {
                counts.put(name, count);
            }
        });
        return counts;
    }

    private boolean isThere(LedgerChunk chunk) {
        return catalog.table(chunk.table()).stream()
                .anyMatch(table -> chunk.keyColumns().stream()
                        .allMatch(name -> table.column(name).isPresent()));
    }

    private Overwritten make(LedgerChunk chunk, int number) {
        TargetTable target = catalog.table(chunk.table()).orElseThrow();
        List<String> key = quoted(chunk);
        String keys = "datamig_over" + number;
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, 0::int8 as %s from %s with no data"
                        .formatted(keys, Names.list(key), UndoTable.DIGEST, target.own()));
        return new Overwritten(keys, target, key);
    }

    private static List<String> quoted(LedgerChunk chunk) {
        return chunk.keyColumns().stream().map(Names::quoted).toList();
    }

    /** A key that was another one in those days names no rows of today. */
    private void collect(LedgerChunk chunk, Overwritten table) {
        if (table.key().equals(quoted(chunk))) {
            List<String> columns = new ArrayList<>(table.key());
            columns.add(UndoTable.DIGEST);
            rows.copyKeys(table.keys(), columns, chunk);
        }
    }

    private long count(Overwritten table, List<String> known) {
        var without = new StringBuilder();
        known.forEach(other -> without.append(" and not exists (select from %s k where %s)"
                .formatted(other, table.target().equal("o", "k", table.key()))));
        return session.number(
                DOING,
                "select count(*) from (select distinct %s from %s) o where exists (select from %s t where %s)%s"
                        .formatted(
                                Names.list(table.key()),
                                table.keys(),
                                table.target().own(),
                                table.target().equal("o", "t", table.key()),
                                without));
    }
}
