package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.Leaving;
import java.util.EnumSet;
import java.util.HashSet;
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
            Set<String> ids = ids(ledger, run, EnumSet.of(Kind.NODE));
            ids.removeAll(ledger.sharedByOthers(run).keySet());
            List<String> nodes = List.copyOf(ids);
            for (ReferenceEnd end : leaving.ends()) {
                for (int at = 0; at < nodes.size(); at += batch) {
                    tell(leaving, end, nodes.subList(at, Math.min(nodes.size(), at + batch)));
                }
                leaving.told(end);
            }
        }
        return leaving.refusal();
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

    static Set<String> ids(NeoLedger ledger, RunId run, EnumSet<Kind> kinds) {
        Set<String> ids = new HashSet<>();
        ledger.chunks(run, kinds).forEach(chunk -> chunk.entries().forEach(entry -> ids.add(entry.id())));
        return ids;
    }
}
