package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what a load or a forced undo would change or take along although runs of other districts brought it. */
final class ForeignContents {

    private final Supplier<Set<String>> reading;
    private final String counted;
    private final long most;
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Set<String> theirs;

    /**
     * @param theirs element ids of what others brought; asked for only when something is counted
     * @param counted how a table's count is told, such as {@code nodes of}
     * @param most that may be changed
     */
    ForeignContents(Supplier<Set<String>> theirs, String counted, long most) {
        this.reading = theirs;
        this.counted = counted;
        this.most = most;
    }

    /** @param ids of nodes or relationships that would go or change with those of a table */
    void changes(String table, Collection<String> ids) {
        long count = ids.stream().filter(this::isTheirs).count();
        if (count > 0) {
            counts.merge(table, count, Long::sum);
        }
    }

    /** Whether a run of another district brought the node or relationship. */
    boolean isTheirs(String id) {
        Set<String> known = theirs;
        if (known == null) {
            known = reading.get();
            theirs = known;
        }
        return known.contains(id);
    }

    /** What stands in the way when they are more than allowed. */
    Optional<Failure> problem() {
        if (counts.values().stream().mapToLong(Long::longValue).sum() <= most) {
            return Optional.empty();
        }
        String each = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + counted + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return Optional.of(LoadException.failure(LoaderCode.FOREIGN_CHANGES, each + ", allowed are " + most));
    }
}
