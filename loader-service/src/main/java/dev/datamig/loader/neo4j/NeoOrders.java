package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Map;

/** Which order may work in a graph: orders take turns, and one that is too old, or was delivered once more, finds that out here. */
final class NeoOrders {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final String store;

    NeoOrders(NeoTransaction transaction, NeoLedger ledger, String store) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.store = store;
    }

    /** @throws LoadException {@code LOD-008} while another run is loaded or undone in several transactions */
    void requireNobodyElse(RunId run) {
        transaction
                .run(
                        "looking for unfinished runs",
                        "MATCH (l:DatamigLedger {store: $store}) WHERE l.state IN $unfinished AND l.run <> $run"
                                + " RETURN l.run AS run LIMIT 1",
                        Map.of("store", store, "unfinished", NeoLedger.UNFINISHED, "run", run.value()))
                .stream()
                .findFirst()
                .ifPresent(row -> {
                    throw LoadException.of(
                            LoaderCode.BUSY,
                            "store " + store + ": unfinished run "
                                    + row.get("run").asString());
                });
    }

    /**
     * @throws LoadException {@code LOD-007} when a newer order has taken the run over, {@code LOD-008} when the same order was delivered
     *     once more and carries the run on
     */
    void requireUnfinished(RunId run, int attempt) {
        boolean ours = transaction
                .run(
                        "reading the ledger",
                        "MATCH (l:DatamigLedger {id: $id}) WHERE l.state IN $unfinished AND l.order = $attempt AND"
                                + " l.delivery = $delivery RETURN l.id AS id",
                        Map.of(
                                "id",
                                ledger.id("load", run),
                                "unfinished",
                                NeoLedger.UNFINISHED,
                                "attempt",
                                attempt,
                                "delivery",
                                transaction.delivery()))
                .stream()
                .findFirst()
                .isPresent();
        if (!ours) {
            ledger.find(run).filter(entry -> entry.newest() == attempt).ifPresent(entry -> {
                throw deliveredAgain(run);
            });
            throw fenced(run, attempt);
        }
    }

    /** @throws LoadException {@code LOD-008} when the run is there again, or parts of it */
    void requireGone(RunId run) {
        ledger.find(run).filter(entry -> !entry.undone()).ifPresent(entry -> {
            throw deliveredAgain(run);
        });
    }

    private LoadException deliveredAgain(RunId run) {
        return LoadException.of(
                LoaderCode.BUSY, "store " + store + ": the order for " + run + " was delivered again meanwhile");
    }

    /** @throws LoadException {@code LOD-007} when a newer order than this one has loaded the run, in part or as a whole */
    void requireNewest(RunId run, NeoLedger.Entry entry, int attempt) {
        if (!entry.undone() && attempt < entry.newest()) {
            throw fenced(run, attempt);
        }
    }

    private LoadException fenced(RunId run, int attempt) {
        return LoadException.of(LoaderCode.FENCED, run + ", order " + attempt + ", store " + store);
    }

    /** An order to load has found the run loaded; older orders have nothing to say about it from now on. */
    void found(RunId run, int attempt) {
        transaction.run(
                "writing the ledger",
                "MATCH (l:DatamigLedger {id: $id}) WHERE l.attempt < $attempt SET l.attempt = $attempt",
                Map.of("id", ledger.id("load", run), "attempt", attempt));
    }

    /** Waits until no other load or undo works in this graph; the turn ends with the transaction. */
    void takeTurn() {
        transaction.run(
                "waiting for the turn", "MERGE (l:DatamigLedger {id: 'turn'}) SET l.taken = coalesce(l.taken, 0) + 1");
    }

    void requireUnfenced(RunId run, int attempt) {
        long fence = transaction
                .run(
                        "reading the fence",
                        "MATCH (l:DatamigLedger {id: $id}) RETURN l.undoneAttempt AS fence",
                        Map.of("id", ledger.id("fence", run)))
                .stream()
                .mapToLong(row -> row.get("fence").asLong())
                .max()
                .orElse(0);
        if (attempt <= fence) {
            throw fenced(run, attempt);
        }
    }

    void fence(RunId run, int attempt) {
        transaction.run("writing the fence", """
                MERGE (l:DatamigLedger {id: $id})
                SET l.undoneAttempt = CASE WHEN coalesce(l.undoneAttempt, 0) > $attempt THEN l.undoneAttempt ELSE $attempt END""", Map.of("id", ledger.id("fence", run), "attempt", attempt));
    }
}
