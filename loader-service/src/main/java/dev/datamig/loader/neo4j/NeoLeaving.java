package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.Leaving;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Names the values of a run's nodes to which rows of other stores may refer. */
final class NeoLeaving {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;

    NeoLeaving(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
    }

    /** @return what they say to it */
    Optional<LoadException> tell(RunId run, Leaving leaving) {
        if (!leaving.ends().isEmpty()) {
            Set<String> shared = ledger.sharedByOthers(run).keySet();
            List<GraphChunk> chunks = ledger.chunks(run, EnumSet.of(Kind.NODE));
            for (ReferenceEnd end : leaving.ends()) {
                chunks.forEach(chunk -> tell(leaving, end, chunk, shared));
                leaving.told(end);
            }
        }
        return leaving.refusal();
    }

    private void tell(Leaving leaving, ReferenceEnd end, GraphChunk chunk, Set<String> shared) {
        List<String> nodes = chunk.entries().stream()
                .map(GraphChunk.Entry::id)
                .filter(id -> !shared.contains(id))
                .toList();
        for (int at = 0; at < nodes.size(); at += batch) {
            tell(leaving, end, nodes.subList(at, Math.min(nodes.size(), at + batch)));
        }
    }

    private void tell(Leaving leaving, ReferenceEnd end, List<String> nodes) {
        List<List<String>> values = transaction
                .run(
                        "reading referenced values of " + end.table(),
                        "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x AND $label IN labels(n)"
                                + " RETURN DISTINCT [p IN $properties | toString(n[p])] AS v",
                        Map.of("ids", nodes, "label", end.table(), "properties", end.columns()))
                .stream()
                .filter(NeoLeaving::complete)
                .map(row -> row.get("v").asList(Value::asString))
                .toList();
        if (!values.isEmpty()) {
            leaving.values(end, values);
        }
    }

    private static boolean complete(Record row) {
        for (Value value : row.get("v").values()) {
            if (value.isNull()) {
                return false;
            }
        }
        return true;
    }
}
