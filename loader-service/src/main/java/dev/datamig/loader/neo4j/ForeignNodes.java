package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts nodes that a load would overwrite although runs of other districts brought them. */
final class ForeignNodes {

    private final NeoLedger ledger;
    private final String district;
    private final long most;
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Set<String> theirs;

    /** @param most nodes that may be overwritten */
    ForeignNodes(NeoLedger ledger, String district, long most) {
        this.ledger = ledger;
        this.district = district;
        this.most = most;
    }

    /** A node would be overwritten. */
    void overwrites(TableId table, String node) {
        Set<String> known = theirs;
        if (known == null) {
            known = ledger.broughtByOthers(district);
            theirs = known;
        }
        if (known.contains(node)) {
            counts.merge(table.text(), 1L, Long::sum);
        }
    }

    /** What stands in the way of the load. */
    List<Failure> problems() {
        if (counts.values().stream().mapToLong(Long::longValue).sum() <= most) {
            return List.of();
        }
        List<String> each = counts.entrySet().stream()
                .map(e -> e.getValue() + " nodes of " + e.getKey())
                .toList();
        return List.of(
                LoadException.failure(LoaderCode.FOREIGN_CHANGES, String.join(", ", each) + ", allowed are " + most));
    }
}
