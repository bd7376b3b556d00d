package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a forced undo would take along although runs of other districts brought it: relationships, and values of nodes. */
final class ForeignTakings {

    private final NeoLedger ledger;
    private final String district;
    private final long most;
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Set<String> theirs;

    /** @param most nodes and relationships that may be taken along */
    ForeignTakings(NeoLedger ledger, String district, long most) {
        this.ledger = ledger;
        this.district = district;
        this.most = most;
    }

    /** @param ids of nodes or relationships that would go or change with those of a table */
    void takes(String table, Collection<String> ids) {
        Set<String> known = theirs;
        if (known == null) {
            known = ledger.writtenByOthers(district);
            theirs = known;
        }
        long count = ids.stream().filter(known::contains).count();
        if (count > 0) {
            counts.merge(table, count, Long::sum);
        }
    }

    /** @throws LoadException {@code LOD-033} when they are more than allowed */
    void requireFew() {
        if (counts.values().stream().mapToLong(Long::longValue).sum() > most) {
            List<String> each = counts.entrySet().stream()
                    .map(e -> e.getValue() + " with " + e.getKey())
                    .toList();
            Failure failure = LoadException.failure(
                    LoaderCode.FOREIGN_CHANGES, String.join(", ", each) + ", allowed are " + most);
            throw LoadException.of(
                    new Failure(FailureCategory.BLOCKING, failure.code(), failure.message(), failure.hint()));
        }
    }
}
