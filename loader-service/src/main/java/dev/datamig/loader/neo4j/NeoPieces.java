package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;

/**
 * Divides the work on a graph that is larger than one transaction may be, in rows or in memory. Each part is committed with its ledger,
 * and the run's entry says that it is unfinished, so that the next order of the run takes the parts back first. Whoever has lost the
 * run to a newer order finds that out at the beginning of its next part. Work that fits is one transaction and never unfinished.
 */
final class NeoPieces {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final RunId run;
    private final int attempt;
    private final Size size;
    private final Runnable unfinished;
    private boolean cut;
    private long since;

    /**
     * @param most nodes or relationships in a transaction; 0 for all of them, whatever it takes
     * @param memory of a transaction
     */
    record Size(long most, TransactionMemory memory) {
        private static final Size ALL = new Size(0, TransactionMemory.UNKNOWN);

        private boolean reached(long rows, NeoTransaction transaction) {
            return most > 0 && (rows >= most || memory.spent(transaction));
        }

        /** What an undo may take: the commit of deletions needs several times what their transaction has taken. */
        Size forUndo() {
            return new Size(most, memory.less());
        }

        /** Whether the undo of a run of so many nodes and relationships may need several transactions. */
        boolean couldBeShortFor(long rows) {
            return rows > most || memory.couldBeShortFor(rows);
        }
    }

    private NeoPieces(
            NeoTransaction transaction, NeoLedger ledger, RunId run, int attempt, Size size, Runnable unfinished) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.run = run;
        this.attempt = attempt;
        this.size = size;
        this.unfinished = unfinished;
    }

    /** All in one transaction. */
    static NeoPieces one(NeoTransaction transaction, NeoLedger ledger, RunId run) {
        return new NeoPieces(transaction, ledger, run, 0, Size.ALL, () -> {});
    }

    /** @param unfinished writes that the run's entry in the ledger is unfinished and belongs to the order; called before the first cut */
    static NeoPieces of(
            NeoTransaction transaction, NeoLedger ledger, RunId run, int attempt, Size size, Runnable unfinished) {
        return new NeoPieces(transaction, ledger, run, attempt, size, unfinished);
    }

    /** The number, or less when a transaction may not have as many. */
    long most(long number) {
        return divisible() ? Math.min(number, size.most()) : number;
    }

    boolean divisible() {
        return size.most() > 0;
    }

    /** So many were written, and their ledger with them. */
    void wrote(long rows) {
        since += rows;
        if (size.reached(since, transaction)) {
            since = 0;
            if (!cut) {
                unfinished.run();
                cut = true;
            }
            transaction.next();
            ledger.orders().takeTurn();
            ledger.orders().requireUnfinished(run, attempt);
        }
    }
}
