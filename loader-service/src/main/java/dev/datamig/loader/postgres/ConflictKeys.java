package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.ConflictPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Under which keys rows of the district meet others of the target. */
final class ConflictKeys {

    private final PgSession session;

    ConflictKeys(PgSession session) {
        this.session = session;
    }

    /** By key. @param differing the columns in which they differ */
    List<ConflictPlan> of(LoadTable table, List<String> differing) {
        List<ConflictPlan> conflicts = new ArrayList<>();
        if (table.keyless()) {
            return conflicts;
        }
        for (TargetKey key : table.allKeys()) {
            boolean own = key.columns().equals(table.key());
            long rows = session.number(
                    "looking for conflicts of " + table.id(),
                    "select count(*) from %s s join %s f on f.datamig_row = s.%s join %s t on %s where f.datamig_fate = 'x' and %s"
                            .formatted(
                                    table.stage(),
                                    table.fate(),
                                    Stage.ROW,
                                    table.target().own(),
                                    Fates.uniqueEqual(table.target(), key),
                                    own ? "true" : "not (" + table.target().equal("s", "t", table.keyNames()) + ")"));
            if (rows > 0) {
                conflicts.add(new ConflictPlan(
                        own ? "key" : "unique", own ? null : key.name(), own ? differing : key.columns(), rows));
            }
        }
        return conflicts;
    }

    /** In words, for the rows of which {@link #of} tells. */
    String text(LoadTable table, List<String> differing) {
        return of(table, differing).stream()
                .map(conflict -> conflict.constraint() == null
                        ? differing.isEmpty() ? "" : ", differing in " + String.join(", ", differing)
                        : ", %d under the same %s (%s)"
                                .formatted(
                                        conflict.rows(), conflict.constraint(), String.join(", ", conflict.columns())))
                .collect(Collectors.joining());
    }
}
