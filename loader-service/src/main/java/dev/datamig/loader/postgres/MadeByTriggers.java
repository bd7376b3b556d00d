package dev.datamig.loader.postgres;

import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows that triggers made while loaded runs were written: the opening figures beside a reference row, say. A run that has such a row as
 * its own, with other contents, overwrites it whatever its strategy, because nobody has decided on what the trigger put there; its undo
 * gives back what the trigger made. Where somebody has changed the row since, it is theirs.
 */
final class MadeByTriggers {

    private static final String MADE = "datamig_made";
    private static final String LEFT = "datamig_made_left";
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
     * Of rows that meet others under their key, those are overwritten that a trigger has made, unless runs of other districts have found
     * them as they are, and those that the district's run before has brought and nobody but triggers of other loads has changed.
     *
     * @param overwritten that the target's row {@code t} is one that the district's earlier runs have overwritten, as they left it
     * @param brought that it is one that the run which this one takes the place of has brought, whatever became of it
     */
    void giveWay(LoadTable table, String overwritten, String brought) {
        if (!ledger.exists()
                || session.number(
                                DOING,
                                "select count(*) from %s f where f.datamig_fate in ('x', '?', 'm')"
                                        .formatted(table.fate()))
                        == 0) {
            return;
        }
        List<LedgerChanges.Numbered> made = ledger.changes().noted(Kind.TRIGGERED, table.sql());
        List<LedgerChanges.Numbered> changed = ledger.changes().noted(Kind.TRIGGERED_AFTER, table.sql());
        String ours = "(f.datamig_fate in ('x', '?', 'm') and " + brought + ")";
        if (!made.isEmpty()) {
            String giving = read(table, made);
            overwrite(table, giving + " and " + overwritten);
            each(table, made, chunk -> asTriggersLeftThem(table, chunk, giving));
            ours = "(" + ours + " or " + giving + ")";
        }
        String any = ours;
        each(table, changed, chunk -> asTriggersLeftThem(table, chunk, any));
    }

    /** @return which staged rows {@code s} with their fates {@code f} meet rows {@code t} that may give way */
    private String read(LoadTable table, List<LedgerChanges.Numbered> made) {
        List<String> withDigest = reader.keys(MADE, table.target(), table.keyNames());
        each(table, made, chunk -> reader.copyKeys(MADE, withDigest, chunk));
        reader.keys(SHARED, table.target(), table.keyNames());
        each(
                table,
                ledger.changes().sharedByDistricts(district, table.sql()),
                chunk -> reader.copyKeys(SHARED, table.keyNames(), chunk));
        return "(f.datamig_fate = 'x' and s.%s and %s and not %s)"
                .formatted(Stage.OWNED, in(table, MADE), in(table, SHARED));
    }

    /** One after the other: they are large. */
    private void each(LoadTable table, List<LedgerChanges.Numbered> numbers, Consumer<LedgerChunk> taker) {
        for (LedgerChanges.Numbered number : numbers) {
            LedgerChunk chunk = ledger.changes().chunk(number.run(), number.number());
            if (chunk.keyColumns().equals(table.key())) {
                taker.accept(chunk);
            }
        }
    }

    private static String in(LoadTable table, String keys) {
        return "exists (select from %s o where %s)"
                .formatted(keys, table.target().equal("o", "t", table.keyNames()));
    }

    private void asTriggersLeftThem(LoadTable table, LedgerChunk chunk, String giving) {
        if (chunk.columns().stream()
                .allMatch(column -> table.target().column(column).isPresent())) {
            reader.copyKeys(LEFT, reader.keys(LEFT, table.target(), table.keyNames()), chunk);
            List<String> digested = chunk.columns().stream().map(Names::quoted).toList();
            overwrite(
                    table,
                    "%s and exists (select from %s k where %s and k.%s = %s)"
                            .formatted(
                                    giving,
                                    LEFT,
                                    table.target().equal("k", "t", table.keyNames()),
                                    UndoTable.DIGEST,
                                    Proof.digest("t", digested, 0)));
        }
    }

    /** @param which of the target's rows {@code t} that staged rows {@code s} meet */
    private void overwrite(LoadTable table, String which) {
        session.update(
                DOING,
                "update %s f set datamig_fate = 'd' from %s s, %s t where s.%s = f.datamig_row and %s and %s"
                        .formatted(
                                table.fate(),
                                table.stage(),
                                table.target().own(),
                                Stage.ROW,
                                table.target().equal("f", "t", table.keyNames()),
                                which));
    }
}
