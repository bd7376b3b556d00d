package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.Planner.Choice;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for {@code class: NONE}: they decide last, about columns that look like nothing personal, that no other rule claims, and whose type suits.
 * Columns that hold each other's values are decided about together: where one of them is personal, ruled or of another type, none is touched.
 */
final class Impersonal {

    /** Values that tell what a column holds. */
    private static final int ENOUGH = 20;
    /** Digits of a longer number. */
    private static final int NUMBER = 6;
    /** The share of values that may be out of place themselves. */
    private static final double FEW = 0.025;

    private final List<Rule> rules;
    private final Map<ColumnId, TableSchema> tables;
    private final Map<ColumnId, Classification> found;
    private final Collection<Set<ColumnId>> groups;
    private final Samples samples;

    Impersonal(
            Rules rules,
            Map<ColumnId, TableSchema> tables,
            Map<ColumnId, Classification> found,
            ReferenceGroups references,
            Samples samples) {
        this.rules = rules.rules().stream().filter(Rule::impersonal).toList();
        this.tables = tables;
        this.found = found;
        this.groups = references.groups().values();
        this.samples = samples;
    }

    /** Puts what these rules decide among what was decided before. */
    void rule(Map<ColumnId, Choice> choices) {
        if (rules.isEmpty()) {
            return;
        }
        var grouped = new HashSet<ColumnId>();
        for (Set<ColumnId> group : groups) {
            grouped.addAll(group);
            List<ColumnId> members = group.stream().filter(tables::containsKey).toList();
            together(members, choices);
        }
        for (ColumnId id : tables.keySet()) {
            if (!grouped.contains(id)) {
                together(List.of(id), choices);
            }
        }
    }

    private void together(List<ColumnId> members, Map<ColumnId, Choice> choices) {
        boolean open = !members.isEmpty() && members.stream().allMatch(id -> isOpen(id, choices));
        if (!open) {
            return;
        }
        ColumnId first = members.getFirst();
        Optional<Rule> rule = rules.stream()
                .filter(each -> members.stream().allMatch(id -> suits(each, id)))
                .findFirst();
        rule.ifPresent(each -> {
            var choice = new Choice(each, each.strategy(), params(each, members), null);
            members.forEach(id -> choices.put(id, id.equals(first) ? choice : choice.following(first)));
        });
    }

    /** Where hardly any sampled value has a longer number, each one is out of place: a telephone number among words needs no form to be one. */
    private Params params(Rule rule, List<ColumnId> members) {
        boolean numbers = rule.strategy() == Strategies.SWEEP
                && rule.params().values().isEmpty()
                && members.stream().allMatch(this::isWithoutNumbers);
        return numbers ? new Params(Map.of("numbers", "all")) : rule.params();
    }

    private boolean isWithoutNumbers(ColumnId id) {
        List<String> values = samples.of(id.table(), id.column()).values();
        long numbers = values.stream()
                .filter(value -> value.chars().filter(c -> c >= '0' && c <= '9').count() >= NUMBER)
                .count();
        return values.size() >= ENOUGH && numbers <= values.size() * FEW;
    }

    private boolean isOpen(ColumnId id, Map<ColumnId, Choice> choices) {
        return choices.getOrDefault(id, Choice.NONE).rule() == null
                && found.getOrDefault(id, Classification.NONE).dataClass() == null;
    }

    private boolean suits(Rule rule, ColumnId id) {
        TableSchema table = tables.get(id);
        if (table == null || !rule.claims(table, id.column(), null)) {
            return false;
        }
        var column = table.column(id.column()).orElseThrow();
        var target = new Target(table, column, null, new Domain("", false, 0), false);
        return rule.strategy().problems(target, rule.params()).isEmpty();
    }
}
