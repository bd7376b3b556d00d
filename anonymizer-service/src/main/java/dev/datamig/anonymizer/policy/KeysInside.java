package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.policy.Planner.Choice;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.RunSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of rows that stand inside documents, as the landscape says: they get what the key's column gets, so that they mean the same row
 * afterwards. A key that is kept stays, also where it happens to be somebody's number.
 */
final class KeysInside {

    private final RunSchema schema;
    private final Planned planned;

    /** What was decided for the columns of keys. */
    interface Planned {
        Choice choice(ColumnId id);

        Domain domain(ColumnId id);

        @Nullable
        DataClass dataClass(ColumnId id);
    }

    KeysInside(RunSchema schema, Planned planned) {
        this.schema = schema;
        this.planned = planned;
    }

    /** Further paths of a column, after those that rules speak of. @param strategy what is done with the column */
    List<PathPlan> paths(Target column, Strategy strategy) {
        boolean looked = strategy == Strategies.REDACT || strategy == Strategies.SWEEP;
        if (ColumnShape.of(column.column()) != ColumnShape.JSON || !looked && strategy != Strategies.KEEP) {
            return List.of();
        }
        List<PathPlan> all = new ArrayList<>();
        for (KeyInside inside : schema.keysInside()) {
            if (inside.table().equals(column.table().id())
                    && inside.column().equals(column.column().name())
                    && isJudged(inside)) {
                var key = new ColumnId(inside.to(), inside.key());
                Choice choice = planned.choice(key);
                if (looked || choice.strategy() != Strategies.KEEP) {
                    path(column, inside, key, choice).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    /** Of a key that the run does not have nobody knows whether it is somebody's number. */
    private boolean isJudged(KeyInside inside) {
        return schema.table(inside.to())
                .flatMap(table -> table.column(inside.key()))
                .isPresent();
    }

    /** Empty where the values of the key's column are masked as no text can be: then they are searched like others. */
    private Optional<PathPlan> path(Target column, KeyInside inside, ColumnId key, Choice choice) {
        var target = new Target(
                column.table(), PathRules.text(inside.key()), planned.dataClass(key), planned.domain(key), false);
        return choice.strategy().problems(target, choice.params()).isEmpty()
                ? Optional.of(new PathPlan(
                        inside.path(), "the key " + key.text(), choice.strategy(), choice.params(), target))
                : Optional.empty();
    }
}
