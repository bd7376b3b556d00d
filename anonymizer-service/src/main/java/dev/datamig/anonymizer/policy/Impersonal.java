package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.OutOfPlace;
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
import java.util.TreeMap;

/**
 * Rules for {@code class: NONE}: they decide last, about columns that look like nothing personal, that no other rule claims, and whose type suits.
 * Columns that hold each other's values are decided about together: where one of them is personal, ruled or of another type, none is touched.
 */
final class Impersonal {

    /** Different values by which a column shows what it holds. */
    private static final int TELLING = 8;

    private final List<Rule> rules;
    private final NamedColumns named;
    private final Map<ColumnId, TableSchema> tables;
    private final Map<ColumnId, Classification> found;
    private final Collection<Set<ColumnId>> groups;
    private final Samples samples;

    Impersonal(
            Rules rules,
            NamedColumns named,
            Map<ColumnId, TableSchema> tables,
            Map<ColumnId, Classification> found,
            ReferenceGroups references,
            Samples samples) {
        this.rules = rules.rules().stream().filter(Rule::impersonal).toList();
        this.named = named;
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

    /**
     * Where hardly any sampled value has a longer number, each one is out of place: a telephone number among words needs no form to be one. So it is
     * with names.
     */
    private Params params(Rule rule, List<ColumnId> members) {
        if (rule.strategy() != Strategies.SWEEP || !rule.params().values().isEmpty()) {
            return rule.params();
        }
        var params = new TreeMap<String, String>();
        if (members.stream().allMatch(id -> OutOfPlace.numbers(values(id)))) {
            params.put("numbers", "all");
        }
        if (members.stream().allMatch(id -> OutOfPlace.capitals(values(id)))) {
            params.put("names", "capital");
        } else if (members.stream().allMatch(id -> OutOfPlace.names(values(id)))) {
            params.put("names", "all");
        }
        return new Params(Map.copyOf(params));
    }

    private List<String> values(ColumnId id) {
        return samples.of(id.table(), id.column()).values();
    }

    private boolean isOpen(ColumnId id, Map<ColumnId, Choice> choices) {
        Classification what = found.getOrDefault(id, Classification.NONE);
        return choices.getOrDefault(id, Choice.NONE).rule() == null
                && (what.dataClass() == null || isCleared(id, what));
    }

    /**
     * Whether a rule names the column as one that holds nothing personal though it is called so, and the values at hand are too few to say
     * otherwise.
     */
    private boolean isCleared(ColumnId id, Classification what) {
        TableSchema table = tables.get(id);
        return table != null
                && what.byNameAlone()
                && values(id).stream().distinct().count() < TELLING
                && rules.stream().anyMatch(rule -> !rule.columns().isEmpty() && rule.claims(naming(id, table), null));
    }

    private boolean suits(Rule rule, ColumnId id) {
        TableSchema table = tables.get(id);
        if (table == null || !rule.claims(naming(id, table), null)) {
            return false;
        }
        var column = table.column(id.column()).orElseThrow();
        var target = new Target(table, column, null, new Domain("", false, 0), false);
        return rule.strategy().problems(target, rule.params()).isEmpty();
    }

    private Set<Rule> naming(ColumnId id, TableSchema table) {
        return named.whole(table, id.column());
    }
}
