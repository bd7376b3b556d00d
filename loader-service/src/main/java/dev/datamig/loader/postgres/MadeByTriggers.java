package dev.datamig.loader.postgres;

import java.util.List;

/**
 * Rows that triggers made while loaded runs were written: the opening figures beside a reference row, say. A run that has such a row as
 * its own, with other contents, overwrites it whatever its strategy, because nobody has decided on what the trigger put there; its undo
 * gives back what the trigger made. Where somebody has changed the row since, it is theirs.
 */
final class MadeByTriggers {

    private static final String MADE = "datamig_made";
    private static final String SHARED = "datamig_made_shared";
    private static final String DOING = "looking for rows that triggers of other loads have made";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows reader;
    private final String district;

    /** @param district whose rows are loaded */
    MadeByTriggers(PgSession session, PgLedger ledger, TargetCatalog catalog, String district) {
        this.district = district;
        this.session = session;
        this.ledger = ledger;
        this.reader = new UndoRows(session, catalog);
    }

    /**
     * Of rows that meet others under their key, those that a trigger has made are overwritten, unless runs of other districts have found
     * them as they are.
     *
     * @param overwritten that the target's row {@code t} is one that the district's earlier runs have overwritten, as they left it
     */
    void giveWay(LoadTable table, String overwritten) {
        String meeting = "f.datamig_fate = 'x' and s.%s".formatted(Stage.OWNED);
        String staged = "%s f join %s s on s.%s = f.datamig_row".formatted(table.fate(), table.stage(), Stage.ROW);
        if (!ledger.exists()
                || session.number(DOING, "select count(*) from %s where %s".formatted(staged, meeting)) == 0) {
            return;
        }
        List<LedgerChunk> made = chunks(table, ledger.changes().madeByTriggers(table.sql())).stream()
                .filter(chunk -> chunk.columns().stream().allMatch(column -> known(table, column)))
                .toList();
        if (made.isEmpty()) {
            return;
        }
        reader.keys(SHARED, table.target(), table.keyNames());
        chunks(table, ledger.changes().sharedByDistricts(district, table.sql()))
                .forEach(chunk -> reader.copyKeys(SHARED, table.keyNames(), chunk));
        made.forEach(chunk -> giveWay(table, chunk, meeting, overwritten));
    }

    private List<LedgerChunk> chunks(LoadTable table, List<LedgerChanges.Numbered> numbers) {
        return numbers.stream()
                .map(number -> ledger.changes().chunk(number.run(), number.number()))
                .filter(chunk -> chunk.keyColumns().equals(table.key()))
                .toList();
    }

    private static boolean known(LoadTable table, String column) {
        return table.target().column(column).isPresent();
    }

    private void giveWay(LoadTable table, LedgerChunk chunk, String meeting, String overwritten) {
        reader.copyKeys(MADE, reader.keys(MADE, table.target(), table.keyNames()), chunk);
        List<String> digested = chunk.columns().stream().map(Names::quoted).toList();
        session.update(DOING, """
                        update %s f set datamig_fate = 'd' from %s s, %s t, %s k
                        where s.%s = f.datamig_row and %s and %s and %s and (k.%s = %s or %s) and not exists (select from %s o where %s)""".formatted(
                        table.fate(),
                        table.stage(),
                        table.target().own(),
                        MADE,
                        Stage.ROW,
                        meeting,
                        table.target().equal("f", "t", table.keyNames()),
                        table.target().equal("k", "t", table.keyNames()),
                        UndoTable.DIGEST,
                        Proof.digest("t", digested, 0),
                        overwritten,
                        SHARED,
                        table.target().equal("o", "t", table.keyNames())));
    }
}
