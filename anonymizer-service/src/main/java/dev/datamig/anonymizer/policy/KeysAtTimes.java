package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.policy.Planner.Choice;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.contracts.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts that are keys in some rows alone ({@code when}), where nothing masks those keys: old and new values of whatever was changed. In the
 * other rows anything may stand. So such a column does not follow the key: it is what it looks like, and a search in it leaves a key as it is.
 *
 * @param choices what the rules say of each column by itself
 */
record KeysAtTimes(
        ReferenceGroups references,
        Map<ColumnId, TableSchema> tables,
        Map<ColumnId, Classification> found,
        Map<ColumnId, Choice> choices) {

    private static final Set<Strategy> SEARCHING = Set.of(Strategies.REDACT, Strategies.SWEEP);

    Set<ColumnId> loose() {
        var out = new HashSet<ColumnId>();
        for (Set<ColumnId> group : references.groups().values()) {
            List<ColumnId> members = group.stream().filter(tables::containsKey).toList();
            List<ColumnId> loose = members.stream().filter(this::mayBeLoose).toList();
            if (members.stream().allMatch(id -> loose.contains(id) || !isMasked(choice(id)))) {
                out.addAll(loose);
            }
        }
        return out;
    }

    private boolean mayBeLoose(ColumnId id) {
        Choice own = choice(id);
        var dataClass = found.getOrDefault(id, Classification.NONE).dataClass();
        boolean searched =
                own.rule() == null ? dataClass == null || !dataClass.direct() : SEARCHING.contains(own.strategy());
        return searched && references.refersAtTimes(id) && isText(id);
    }

    private boolean isText(ColumnId id) {
        TableSchema table = tables.get(id);
        return table != null
                && table.column(id.column())
                        .filter(column -> ColumnShape.of(column) == ColumnShape.TEXT)
                        .isPresent();
    }

    private static boolean isMasked(Choice choice) {
        return choice.rule() != null && choice.strategy() != Strategies.KEEP;
    }

    private Choice choice(ColumnId id) {
        return choices.getOrDefault(id, Choice.NONE);
    }
}
