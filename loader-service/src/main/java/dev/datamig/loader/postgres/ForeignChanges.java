package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts rows that a load would overwrite, or a forced undo would delete, although runs of other districts brought them: whoever asked
 * for these districts counts on them. Rows of testers are not meant; strategy and force are said with them in mind.
 */
final class ForeignChanges {

    private static final String THEIRS = "datamig_theirs";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows reader;
    private final long most;

    /** @param most rows of a store that may be changed */
    ForeignChanges(PgSession session, PgLedger ledger, TargetCatalog catalog, long most) {
        this.session = session;
        this.ledger = ledger;
        this.reader = new UndoRows(session, catalog);
        this.most = most;
    }

    /** @throws LoadException {@code LOD-033} when a load would overwrite more of them */
    void requireFewOverwritten(String district, Collection<LoadTable> tables) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (LoadTable table : tables) {
            count(counts, district, table.target(), table.key(), table.fate(), "o.datamig_fate = 'd'");
        }
        require(counts, FailureCategory.FATAL);
    }

    /** @throws LoadException {@code LOD-033} when an undo would delete more of them */
    void requireFewTakenAlong(String district, Collection<UndoTable> tables) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (UndoTable table : tables) {
            count(counts, district, table.target(), table.key(), table.rows(), "o." + UndoTable.KIND + " = 'x'");
        }
        require(counts, FailureCategory.BLOCKING);
    }

    private void require(Map<String, Long> counts, FailureCategory category) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all > most) {
            Failure failure = LoadException.failure(
                    LoaderCode.FOREIGN_CHANGES, UndoGuard.listed(counts) + ", allowed are " + most);
            throw LoadException.of(new Failure(category, failure.code(), failure.message(), failure.hint()));
        }
    }

    private void count(
            Map<String, Long> counts, String district, TargetTable table, List<String> key, String ours, String which) {
        String doing = "looking for rows of other districts in " + table.sql();
        if (key.isEmpty()
                || session.number(
                                doing,
                                "select count(*) from (select 1 from %s o where %s limit 1) x".formatted(ours, which))
                        == 0) {
            return;
        }
        List<String> names = key.stream().map(Names::quoted).toList();
        List<String> columns = List.of();
        for (LedgerChanges.Brought theirs : ledger.changes().brought(table.sql())) {
            if (theirs.district().equals(district)) {
                continue;
            }
            LedgerChunk chunk = ledger.changes().chunk(theirs.run(), theirs.number());
            if (chunk.keyColumns().equals(key)) {
                columns = columns.isEmpty() ? reader.keys(THEIRS, table, names) : columns;
                reader.copyKeys(THEIRS, columns, chunk);
            }
        }
        long count = columns.isEmpty()
                ? 0
                : session.number(
                        doing,
                        "select count(*) from %s o where %s and exists (select from %s k where %s)"
                                .formatted(ours, which, THEIRS, table.equal("o", "k", names)));
        if (count > 0) {
            counts.put(table.sql(), count);
        }
    }
}
