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
 * Fails closed where the column is named by paths only and none of them, and no class, covers what was found. Of fields of composite types, redact
 * for the column says no more than that they are looked at one by one: a rule of the field or of its class decides.
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
        return !pathByPath() || rules.unclassified() == Unclassified.NULLIFY
                ? List.of()
                : plans(inside).stream().filter(leaf -> leaf.rule() == null).toList();
    }

    /** Whether each path needs a rule; else one of the column is for all. */
    private boolean pathByPath() {
        return !paths.isEmpty() || fieldByField();
    }

    private boolean fieldByField() {
        return column.column().composite() && choice.strategy() == Strategies.REDACT;
    }

    /** The rules by path, those that decide about fields by their class, and what is emptied because nothing speaks of it. */
    List<PathPlan> complete(List<Leaves.Found> inside, Domains domains) {
        if (!pathByPath()) {
            return paths;
        }
        var out = new ArrayList<>(paths);
        for (Leaves.Found leaf : inside) {
            Decided decided = decided(leaf);
            if (decided == null && rules.unclassified() == Unclassified.NULLIFY) {
                out.add(new PathPlan(leaf.path(), EMPTIED, Strategies.NULLIFY, Params.NONE, target(leaf)));
            } else if (decided != null
                    && decided.byClass() != null
                    && column.column().composite()) {
                out.add(byClass(leaf, decided.byClass(), domains));
            }
        }
        return List.copyOf(out);
    }

    /** In the value space of the class, so that a person's field gets what the person's columns get. */
    private PathPlan byClass(Leaves.Found leaf, Rule rule, Domains domains) {
        DataClass dataClass = leaf.what().dataClass();
        String name = rule.domain() == null
                ? DomainNames.of(rule.strategy(), rule.params(), dataClass, rule.name())
                : rule.domain();
        var target = new Target(column.table(), leaf.column(), dataClass, domains.named(name), false);
        return new PathPlan(leaf.path(), rule.name(), rule.strategy(), rule.params(), target);
    }

    private LeafPlan plan(Leaves.Found leaf) {
        Decided decided = decided(leaf);
        boolean emptied = decided == null && pathByPath() && rules.unclassified() == Unclassified.NULLIFY;
        Strategy otherwise = emptied ? Strategies.NULLIFY : choice.strategy();
        return new LeafPlan(
                column.table().id() + "(" + LeafPlan.shown(column.column().name(), leaf.path()) + ")",
                leaf.path(),
                leaf.type(),
                leaf.what(),
                decided == null ? emptied ? EMPTIED : null : decided.rule(),
                decided == null ? otherwise : decided.strategy(),
                target(leaf),
                column.column().name());
    }

    /** @param byClass the rule of the path's class, absent where a rule of path or column decides */
    private record Decided(
            String rule, Strategy strategy, @Nullable Rule byClass) {}

    private @Nullable Decided decided(Leaves.Found leaf) {
        for (PathPlan path : paths) {
            if (PathRules.covers(path.path(), leaf.path())) {
                return new Decided(path.rule(), path.strategy(), null);
            }
        }
        DataClass dataClass = leaf.what().dataClass();
        boolean looked = fieldByField() && dataClass != DataClass.FREE_TEXT && dataClass != DataClass.JSON;
        String rule = choice.ruleName();
        if (!looked && (rule != null || choice.follows() != null)) {
            return new Decided(rule == null ? "" : rule, choice.strategy(), null);
        }
        if (!pathByPath() || dataClass == null) {
            return null;
        }
        Target target = target(leaf);
        Optional<Rule> byClass = rules.forClass(
                dataClass,
                other -> other.strategy().problems(target, other.params()).isEmpty());
        return byClass.map(found -> new Decided(found.name(), found.strategy(), found))
                .orElse(null);
    }

    private Target target(Leaves.Found leaf) {
        return new Target(column.table(), leaf.column(), leaf.what().dataClass(), new Domain("", false, 0), false);
    }
}
