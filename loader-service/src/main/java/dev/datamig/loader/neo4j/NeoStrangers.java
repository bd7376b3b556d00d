package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.Strangers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** Nodes of a graph that are not a run's. Each question is a transaction of its own, which only reads. */
final class NeoStrangers implements Strangers {

    private final String store;
    private final RunId run;
    private final Asking asking;
    private final DigestBag wanted = new DigestBag();
    private @Nullable DigestBag ours;

    /** A transaction that reads. */
    @FunctionalInterface
    interface Asking {
        long ask(Function<NeoTransaction, Long> question);
    }

    NeoStrangers(String store, RunId run, Asking asking) {
        this.store = store;
        this.run = run;
        this.asking = asking;
    }

    @Override
    public void leaving(List<List<String>> values) {
        values.forEach(wanted::add);
    }

    @Override
    public void forget() {
        wanted.clear();
    }

    @Override
    public long count(ReferenceRule reference) {
        return wanted.isEmpty() ? 0 : asking.ask(transaction -> count(transaction, reference.from()));
    }

    private long count(NeoTransaction transaction, ReferenceEnd from) {
        DigestBag own = ours(transaction);
        long[] count = {0};
        transaction.each(
                "looking for nodes built on the run's",
                "MATCH (n:" + GraphTable.quoted(from.table()) + ") WHERE all(p IN $properties WHERE n[p] IS NOT NULL)"
                        + " RETURN elementId(n) AS id, [p IN $properties | toString(n[p])] AS v",
                Map.of("properties", from.columns()),
                row -> {
                    boolean meant = wanted.contains(row.get("v").asList(Value::asString));
                    if (meant && !own.contains(row.get("id").asString())) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    private DigestBag ours(NeoTransaction transaction) {
        DigestBag known = ours;
        if (known == null) {
            known = new DigestBag();
            var kinds = EnumSet.of(
                    Kind.NODE,
                    Kind.REFERENCE_NODE,
                    Kind.HELD,
                    Kind.HELD_REFERENCE,
                    Kind.HELD_BEFORE,
                    Kind.HELD_RELABELLED);
            kinds.addAll(GraphBefore.KINDS);
            for (GraphChunk chunk : new NeoLedger(transaction, store).chunks(run, kinds)) {
                for (GraphChunk.Entry entry : chunk.entries()) {
                    known.add(entry.id());
                }
            }
            ours = known;
        }
        return known;
    }

    @Override
    public void close() {
        wanted.clear();
    }
}
