package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Looks at references across stores whose end is a label and its properties. */
final class NeoAcross {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final int batch;

    NeoAcross(NeoTransaction transaction, NeoLedger ledger, int batch) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.batch = batch;
    }

    List<List<String>> referenced(RunId run, ReferenceEnd end) {
        Set<List<String>> values = new HashSet<>();
        Set<String> leaving = ids(run, EnumSet.of(Kind.NODE));
        leaving.removeAll(ledger.sharedByOthers(run).keySet());
        List<String> ids = List.copyOf(leaving);
        for (int at = 0; at < ids.size(); at += batch) {
            transaction
                    .run(
                            "reading referenced values of " + end.table(),
                            "UNWIND $ids AS x MATCH (n) WHERE elementId(n) = x AND $label IN labels(n)"
                                    + " RETURN [p IN $properties | toString(n[p])] AS v",
                            Map.of(
                                    "ids", ids.subList(at, Math.min(ids.size(), at + batch)),
                                    "label", end.table(),
                                    "properties", end.columns()))
                    .stream()
                    .filter(NeoAcross::complete)
                    .forEach(row -> values.add(row.get("v").asList(Value::asString)));
        }
        return List.copyOf(values);
    }

    private static boolean complete(Record row) {
        for (Value value : row.get("v").values()) {
            if (value.isNull()) {
                return false;
            }
        }
        return true;
    }

    long strangers(RunId run, ReferenceRule reference, List<List<String>> values) {
        ReferenceEnd from = reference.from();
        Set<List<String>> wanted = new HashSet<>(values);
        Set<String> ours =
                ids(run, EnumSet.of(Kind.NODE, Kind.REFERENCE_NODE, Kind.BEFORE, Kind.HELD, Kind.HELD_REFERENCE));
        long count = 0;
        for (Record row : transaction.run(
                "looking for nodes built on the run's",
                "MATCH (n:" + GraphTable.quoted(from.table()) + ") WHERE all(p IN $properties WHERE n[p] IS NOT NULL)"
                        + " RETURN elementId(n) AS id, [p IN $properties | toString(n[p])] AS v",
                Map.of("properties", from.columns()))) {
            boolean meant = wanted.contains(new ArrayList<>(row.get("v").asList(Value::asString)));
            if (meant && !ours.contains(row.get("id").asString())) {
                count++;
            }
        }
        return count;
    }

    private Set<String> ids(RunId run, EnumSet<Kind> kinds) {
        Set<String> ids = new HashSet<>();
        ledger.chunks(run, kinds).forEach(chunk -> chunk.entries().forEach(entry -> ids.add(entry.id())));
        return ids;
    }
}
