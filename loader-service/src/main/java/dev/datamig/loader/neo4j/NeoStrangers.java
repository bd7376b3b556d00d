package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.neo4j.GraphChunk.Kind;
import dev.datamig.loader.target.Strangers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Nodes of a graph that are not a run's. Each question is a transaction of its own, which only reads. */
final class NeoStrangers implements Strangers {

    private final String store;
    private final RunId run;
    private final Asking asking;
    private final Set<List<String>> wanted = new HashSet<>();
    private @Nullable Set<String> ours;

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
        wanted.addAll(values);
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
        long count = 0;
        for (Record row : transaction.run(
                "looking for nodes built on the run's",
                "MATCH (n:" + GraphTable.quoted(from.table()) + ") WHERE all(p IN $properties WHERE n[p] IS NOT NULL)"
                        + " RETURN elementId(n) AS id, [p IN $properties | toString(n[p])] AS v",
                Map.of("properties", from.columns()))) {
            boolean meant = wanted.contains(new ArrayList<>(row.get("v").asList(Value::asString)));
            if (meant && !ours(transaction).contains(row.get("id").asString())) {
                count++;
            }
        }
        return count;
    }

    private Set<String> ours(NeoTransaction transaction) {
        Set<String> known = ours;
        if (known == null) {
            known = NeoLeaving.ids(
                    new NeoLedger(transaction, store),
                    run,
                    EnumSet.of(Kind.NODE, Kind.REFERENCE_NODE, Kind.BEFORE, Kind.HELD, Kind.HELD_REFERENCE));
            ours = known;
        }
        return known;
    }

    @Override
    public void close() {
        wanted.clear();
    }
}
