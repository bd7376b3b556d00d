package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.policy.Rules.Unclassified;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rule decides about a personal path inside a column's JSON: a rule of the path, else one of the column, else one of the path's class.
 * Fails closed where the column is named by paths only and none of them, and no class, covers what was found.
 */
final class LeafRules {

    private static final String EMPTIED = "unclassified: nullify";

    private final Rules rules;
    private final Target column;
    private final Planner.Choice choice;
    private final List<PathPlan> paths;

    LeafRules(Rules rules, Target column, Planner.Choice choice, List<PathPlan> paths) {
        this.rules = rules;
        this.column = column;
        this.choice = choice;
        this.paths = paths;
    }

    List<LeafPlan> plans(List<Leaves.Found> inside) {
        return inside.stream().map(this::plan).toList();
    }

    /** Paths that stop a run, or are warned of. */
    List<LeafPlan> gaps(List<Leaves.Found> inside) {
        return paths.isEmpty() || rules.unclassified() == Unclassified.NULLIFY
                ? List.of()
                : plans(inside).stream().filter(leaf -> leaf.rule() == null).toList();
    }

    /** The rules by path, and what is emptied because nothing speaks of it. */
    List<PathPlan> withEmptied(List<Leaves.Found> inside) {
        if (paths.isEmpty() || rules.unclassified() != Unclassified.NULLIFY) {
            return paths;
        }
        var out = new ArrayList<>(paths);
        for (Leaves.Found leaf : inside) {
            if (decided(leaf) == null) {
                Target target = target(leaf);
                out.add(new PathPlan(leaf.path(), EMPTIED, Strategies.NULLIFY, Params.NONE, target));
            }
        }
        return List.copyOf(out);
    }

    private LeafPlan plan(Leaves.Found leaf) {
        Decided decided = decided(leaf);
        boolean emptied = decided == null && !paths.isEmpty() && rules.unclassified() == Unclassified.NULLIFY;
        Strategy otherwise = emptied ? Strategies.NULLIFY : choice.strategy();
        return new LeafPlan(
                column.table().id() + "(" + LeafPlan.shown(column.column().name(), leaf.path()) + ")",
                leaf.path(),
                leaf.kind(),
                leaf.what(),
                decided == null ? emptied ? EMPTIED : null : decided.rule(),
                decided == null ? otherwise : decided.strategy(),
                target(leaf));
    }

    private record Decided(String rule, Strategy strategy) {}

    private @Nullable Decided decided(Leaves.Found leaf) {
        for (PathPlan path : paths) {
            if (PathRules.covers(path.path(), leaf.path())) {
                return new Decided(path.rule(), path.strategy());
            }
        }
        String rule = choice.ruleName();
        if (rule != null || choice.follows() != null) {
            return new Decided(rule == null ? "" : rule, choice.strategy());
        }
        DataClass dataClass = leaf.what().dataClass();
        if (paths.isEmpty() || dataClass == null) {
            return null;
        }
        Target target = target(leaf);
        Optional<Rule> byClass = rules.forClass(
                dataClass,
                other -> other.strategy().problems(target, other.params()).isEmpty());
        return byClass.map(found -> new Decided(found.name(), found.strategy())).orElse(null);
    }

    private Target target(Leaves.Found leaf) {
        return new Target(
                column.table(),
                PathRules.text(column.column().name()),
                leaf.what().dataClass(),
                new Domain("", false, 0),
                false);
    }
}
