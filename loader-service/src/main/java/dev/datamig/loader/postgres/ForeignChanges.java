package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /**
     * @param left that the row whose key a table's entry {@code o} names was left to this district by the one that has brought it
     * @throws LoadException {@code LOD-033} when a load would overwrite more of them
     */
    void requireFewOverwritten(String district, Collection<LoadTable> tables, Function<LoadTable, String> left) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (LoadTable table : tables) {
            count(
                    counts,
                    district,
                    new Rows(
                            table.target(),
                            table.key(),
                            table.fate(),
                            "o.datamig_fate = 'd' and not " + left.apply(table)),
                    ledger.changes()::brought);
        }
        require(counts, FailureCategory.FATAL);
    }

    /**
     * Also rows that came with the run, by themselves or through triggers, and that others have overwritten since.
     *
     * @throws LoadException {@code LOD-033} when an undo would delete more of them
     */
    void requireFewTakenAlong(String district, Collection<UndoTable> tables) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (UndoTable table : tables) {
            count(
                    counts,
                    district,
                    new Rows(table.target(), table.key(), table.rows(), "o." + UndoTable.KIND + " = 'x'"),
                    ledger.changes()::brought);
            String own = "o.%s in ('i', 'r', 't') and not o.%s".formatted(UndoTable.KIND, UndoTable.KEEP);
            count(
                    counts,
                    district,
                    new Rows(table.target(), table.key(), table.rows(), own),
                    ledger.changes()::overwritten);
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

    /**
     * Rows that would be changed.
     *
     * @param name of the table that has their keys
     * @param which of its rows {@code o}
     */
    private record Rows(TargetTable table, List<String> key, String name, String which) {}

    private void count(
            Map<String, Long> counts,
            String district,
            Rows rows,
            Function<String, List<LedgerChanges.Brought>> theirs) {
        TargetTable table = rows.table();
        String doing = "looking for rows of other districts in " + table.sql();
        if (rows.key().isEmpty()
                || session.number(
                                doing,
                                "select count(*) from (select 1 from %s o where %s limit 1) x"
                                        .formatted(rows.name(), rows.which()))
                        == 0) {
            return;
        }
        List<String> names = rows.key().stream().map(Names::quoted).toList();
        List<String> columns = List.of();
        for (LedgerChanges.Brought piece : theirs.apply(table.sql())) {
            if (piece.district().equals(district)) {
                continue;
            }
            LedgerChunk chunk = ledger.changes().chunk(piece.run(), piece.number());
            if (chunk.keyColumns().equals(rows.key())) {
                columns = columns.isEmpty() ? reader.keys(THEIRS, table, names) : columns;
                reader.copyKeys(THEIRS, columns, chunk);
            }
        }
        long count = columns.isEmpty()
                ? 0
                : session.number(
                        doing,
                        "select count(*) from %s o where %s and exists (select from %s k where %s)"
                                .formatted(rows.name(), rows.which(), THEIRS, table.equal("o", "k", names)));
        if (count > 0) {
            counts.merge(table.sql(), count, Long::sum);
        }
    }
}
