package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;

/**
 * Divides the work on a graph that is larger than one transaction may be. Each part is committed with its ledger, and the run's entry
 * says that it is unfinished, so that the next order of the run takes the parts back first. Whoever has lost the run to a newer order
 * finds that out at the beginning of its next part.
 */
final class NeoPieces {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final RunId run;
    private final int attempt;
    private final long most;
    private long since;

    private NeoPieces(NeoTransaction transaction, NeoLedger ledger, RunId run, int attempt, long most) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.run = run;
        this.attempt = attempt;
        this.most = most;
    }

    /** All in one transaction. */
    static NeoPieces one(NeoTransaction transaction, NeoLedger ledger, RunId run) {
        return new NeoPieces(transaction, ledger, run, 0, 0);
    }

    /** The run's entry in the ledger is unfinished and belongs to the order. @param most nodes or relationships in a transaction */
    static NeoPieces of(NeoTransaction transaction, NeoLedger ledger, RunId run, int attempt, long most) {
        return new NeoPieces(transaction, ledger, run, attempt, most);
    }

    boolean divided() {
        return most > 0;
    }

    /** So many were written, and their ledger with them. */
    void wrote(long rows) {
        since += rows;
        if (divided() && since >= most) {
            since = 0;
            transaction.next();
            ledger.takeTurn();
            ledger.requireUnfinished(run, attempt);
        }
    }
}
