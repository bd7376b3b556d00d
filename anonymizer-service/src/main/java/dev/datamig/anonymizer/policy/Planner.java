package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.ColumnSample;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.Rules.Unclassified;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns rules and schema into a plan for every column: classify, choose a rule, let references follow, settle the domains, check.
 * Pure: the same rules and schema always give the same plan.
 */
public final class Planner {

    private final Rules rules;
    private final NamedColumns named;
    private final RunSchema schema;
    private final Samples samples;
    private ReferenceGroups references;
    private final Map<ColumnId, TableSchema> tables = new TreeMap<>();
    private final Map<ColumnId, Classification> found = new HashMap<>();
    private final Map<ColumnId, List<Leaves.Found>> leaves = new HashMap<>();
    private final Map<ColumnId, Choice> choices = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Planner(Rules rules, RunSchema schema, Samples samples) {
        this.rules = rules;
        this.named = new NamedColumns(rules);
        this.schema = schema;
        this.samples = samples;
        this.references = new ReferenceGroups(schema);
    }

    /** What the rules mean for the schema, without a look at values. */
    public static RunPlan plan(Rules rules, RunSchema schema) {
        return plan(rules, schema, Samples.NONE);
    }

    /** What the rules mean for the schema, columns being judged by these samples too. */
    public static RunPlan plan(Rules rules, RunSchema schema, Samples samples) {
        return new Planner(rules, schema, samples).plan();
    }

    private RunPlan plan() {
        var classifier = new Classifier();
        schema.tables().forEach(table -> judge(classifier, table));
        references.groups().values().forEach(this::identify);
        tables.forEach((id, table) -> choices.put(id, choose(id, table)));
        references = new ReferenceGroups(schema, new KeysAtTimes(references, tables, found, choices).loose());
        references.groups().values().forEach(this::follow);
        new Impersonal(rules, named, tables, found, references, samples).rule(choices);
        tables.keySet().forEach(this::close);
        Domains domains = new Domains(named, tables, found, choices, references);
        var plans = new LinkedHashMap<dev.datamig.contracts.schema.TableId, TablePlan>();
        schema.tables().forEach(table -> plans.put(table.id(), tablePlan(table, domains)));
        unusedRules();
        warnings.addAll(DomainAgreement.warnings(plans.values()));
        List<CountedGroups> groups = QuasiIdentifiers.of(rules, plans.values(), gaps);
        LocalDateTime now = LocalDateTime.ofInstant(schema.run().createdAt(), ZoneOffset.UTC);
        Constraints constraints = Constraints.of(plans.values(), now, gaps, warnings);
        return new RunPlan(rules, plans, domains.all(), List.copyOf(gaps), List.copyOf(warnings), groups, constraints);
    }

    private void judge(Classifier classifier, TableSchema table) {
        TableSchema commented = samples.commented(table);
        for (ColumnSchema column : commented.copiedColumns()) {
            var id = new ColumnId(table.id(), column.name());
            tables.put(id, table);
            ColumnSample sample = samples.of(table.id(), column.name());
            List<Leaves.Found> inside = Leaves.of(classifier, commented, column, sample);
            leaves.put(id, inside);
            found.put(id, Leaves.ofColumn(column, classifier.classify(commented, column, sample), inside));
        }
    }

    /** An identifier is of what it identifies: one of a thing does not become a person's where a person's row refers to the thing. */
    private void identify(Set<ColumnId> group) {
        List<ColumnId> roots = group.stream()
                .filter(id -> tables.containsKey(id) && !references.refers(id))
                .toList();
        if (!roots.isEmpty() && roots.stream().allMatch(id -> classification(id).dataClass() == null)) {
            group.stream()
                    .filter(id -> classification(id).dataClass() == DataClass.DOCUMENT_NUMBER)
                    .forEach(found::remove);
        }
    }

    /** The first rule that claims the column and, where only its class claims, fits its type. */
    private Choice choose(ColumnId id, TableSchema table) {
        Classification what = classification(id);
        Set<Rule> naming = named.whole(table, id.column());
        for (Rule rule : rules.rules()) {
            if (!rule.impersonal() && rule.claims(naming, what.dataClass())) {
                Target target = new Target(table, column(id), what.dataClass(), new Domain("", false, 0), false);
                if (rule.explicit()
                        || rule.strategy().problems(target, rule.params()).isEmpty()) {
                    return new Choice(rule, rule.strategy(), rule.params(), null);
                }
            }
        }
        return Choice.NONE;
    }

    /** Columns of one group are treated like the referenced one. */
    private void follow(Set<ColumnId> group) {
        List<ColumnId> members = group.stream().filter(tables::containsKey).toList();
        List<ColumnId> roots =
                members.stream().filter(id -> !references.refers(id)).toList();
        List<ColumnId> deciding = roots.isEmpty() ? members : roots;
        ColumnId leading = deciding.stream().filter(id -> ruled(id)).findFirst().orElse(null);
        if (leading == null
                && deciding.stream().allMatch(id -> classification(id).dataClass() == null)) {
            leading = members.stream()
                    .filter(id -> ruled(id) && decidesForGroup(id))
                    .findFirst()
                    .orElse(null);
        }
        ColumnId leader = leading;
        Choice choice = leader == null ? Choice.NONE : choice(leader);
        for (ColumnId id : members) {
            if (id.equals(leader)) {
                continue;
            }
            Choice own = choice(id);
            if (own.rule() != null && own.rule().explicit() && !own.sameAs(choice)) {
                gaps.add(disagreement(id, own.rule(), leader));
            }
            choices.put(
                    id,
                    leader == null && deciding.contains(id)
                            ? own
                            : choice.following(leader == null ? deciding.getFirst() : leader));
        }
    }

    private Gap disagreement(ColumnId id, Rule rule, @Nullable ColumnId leader) {
        Optional<ColumnId> between = leader == null ? Optional.empty() : references.refersToBoth(id, leader);
        return new Gap(
                Gap.Kind.CONFLICT,
                id.text(),
                "rule '" + rule.name() + "' differs from what "
                        + (leader == null ? "the column it refers to" : leader.text())
                        + " gets, but "
                        + between.map(column -> column.text() + " refers to both, so that it holds values of either")
                                .orElse("the two hold the same values"),
                between.isPresent()
                        ? "Give both the same rule, or take one of the references out of the landscape"
                        : "Give the referenced column the rule and leave this one out, or give both the same rule");
    }

    /** A child decides only where it is named on purpose, or is text and plainly personal. */
    private boolean decidesForGroup(ColumnId id) {
        Rule rule = choice(id).rule();
        var dataClass = classification(id).dataClass();
        return rule != null
                && (rule.explicit()
                        || ColumnShape.of(column(id)) == ColumnShape.TEXT && dataClass != null && dataClass.direct());
    }

    private boolean ruled(ColumnId id) {
        return choice(id).rule() != null;
    }

    /** Fails closed where a column looks personal and nothing was decided. */
    private void close(ColumnId id) {
        Choice choice = choice(id);
        Classification what = classification(id);
        if (choice.rule() != null || choice.follows() != null || what.dataClass() == null || pathsOf(id)) {
            return;
        }
        if (rules.unclassified() == Unclassified.KEEP) {
            warnings.add(id.text() + " looks personal (" + what.dataClass()
                    + "), has no rule and is kept: unclassified: keep");
            return;
        }
        if (rules.unclassified() == Unclassified.NULLIFY) {
            choices.put(id, new Choice(null, Strategies.NULLIFY, Params.NONE, null));
            return;
        }
        gaps.add(new Gap(
                Gap.Kind.UNCOVERED,
                id.text(),
                "looks like " + what.dataClass() + " (" + what.reason() + ") and has no rule that fits its type"
                        + (ColumnShape.of(column(id)).parted() ? ": redact, nullify, constant or keep would" : ""),
                "Add a rule such as { columns: \"" + id.text() + "\", strategy: keep }, or another strategy"));
    }

    private TablePlan tablePlan(TableSchema table, Domains domains) {
        return new TablePlan(
                table,
                table.copiedColumns().stream()
                        .map(column -> columnPlan(new ColumnId(table.id(), column.name()), table, domains))
                        .toList());
    }

    private ColumnPlan columnPlan(ColumnId id, TableSchema table, Domains domains) {
        Choice choice = choice(id);
        Classification what = classification(id);
        Target target = new Target(
                table, column(id), domains.leadingClass(id, what.dataClass()), domains.of(id), domains.unique(id));
        for (String problem : choice.strategy().problems(target, choice.params())) {
            gaps.add(new Gap(Gap.Kind.UNFIT, id.text(), problem, "Change rule '" + choice.ruleName() + "'"));
        }
        List<Leaves.Found> inside = leaves.getOrDefault(id, List.of());
        List<ColumnPlan.PathPlan> paths = PathRules.of(named, table, target, domains, inside);
        paths.stream()
                .filter(path -> target.column().composite()
                        && choice.rule() != null
                        && choice.strategy() == Strategies.KEEP
                        && path.strategy() != Strategies.KEEP)
                .forEach(
                        path -> gaps.add(
                                new Gap(
                                        Gap.Kind.CONFLICT,
                                        table.id() + "(" + LeafPlan.shown(id.column(), path.path()) + ")",
                                        "rule '" + path.rule() + "' matches nothing, since rule '" + choice.ruleName()
                                                + "' keeps all of " + id.text(),
                                        "Leave out the rule that keeps the column (what no rule for a field names is then redacted), or the one for the field")));
        Strategy strategy = paths.isEmpty() || choice.rule() != null ? choice.strategy() : Strategies.REDACT;
        List<ColumnPlan.PathPlan> keys = new KeysInside(schema, decided(domains)).paths(target, strategy);
        var leafRules = new LeafRules(rules, target, choice, choice.rule() == null ? paths : both(paths, keys));
        leafRules.gaps(inside).forEach(this::unruled);
        if (target.column().composite()) {
            paths.forEach(path -> path.strategy()
                    .problems(path.target(), path.params())
                    .forEach(problem -> gaps.add(new Gap(
                            Gap.Kind.UNFIT,
                            table.id() + "(" + LeafPlan.shown(id.column(), path.path()) + ")",
                            problem,
                            "Change rule '" + path.rule() + "'"))));
        }
        ColumnId follows = choice.follows();
        return new ColumnPlan(
                target,
                what,
                choice.ruleName(),
                follows == null ? null : follows.text(),
                strategy,
                choice.params(),
                choice.rule() == null
                        ? both(leafRules.complete(inside, domains), keys)
                        : leafRules.complete(inside, domains),
                leafRules.plans(inside));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private KeysInside.Planned decided(Domains domains) {
        return new KeysInside.Planned() {
            @Override
            public Choice choice(ColumnId id) {
                return Planner.this.choice(id);
            }

            @Override
            public Domain domain(ColumnId id) {
                return domains.of(id);
            }

            @Override
            public @Nullable DataClass dataClass(ColumnId id) {
                return domains.leadingClass(id, classification(id).dataClass());
            }
        };
    }

    /** A path that looks personal beside others that have rules. */
    private void unruled(LeafPlan leaf) {
        String looks = leaf.where() + " looks personal (" + leaf.found().dataClass() + ")";
        if (rules.unclassified() == Unclassified.KEEP) {
            warnings.add(looks + " and has no rule of its own");
            return;
        }
        gaps.add(new Gap(
                Gap.Kind.UNCOVERED,
                leaf.where(),
                "looks like " + leaf.found().dataClass() + " (" + leaf.found().reason() + ") and has no rule",
                "Add a rule such as { columns: \"" + leaf.where() + "\", strategy: keep }, or another strategy"));
    }

    private boolean pathsOf(ColumnId id) {
        TableSchema table = tables.get(id);
        return table != null && !named.inside(table, id.column()).isEmpty();
    }

    private void unusedRules() {
        warnings.addAll(named.unused(tables));
        tables.forEach((id, table) -> {
            Set<Rule> naming = named.whole(table, id.column());
            List<Rule> explicit = rules.rules().stream()
                    .filter(rule -> rule.explicit()
                            && rule.claims(naming, classification(id).dataClass()))
                    .toList();
            if (explicit.size() > 1) {
                warnings.add(id.text() + ": rule '" + explicit.get(0).name() + "' decides, rule '"
                        + explicit.get(1).name() + "' would have claimed it too");
            }
        });
    }

    private ColumnSchema column(ColumnId id) {
        TableSchema table = tables.get(id);
        if (table == null) {
            throw new IllegalStateException("no such column in the run: " + id.text());
        }
        return table.column(id.column()).orElseThrow();
    }

    private Classification classification(ColumnId id) {
        return found.getOrDefault(id, Classification.NONE);
    }

    private Choice choice(ColumnId id) {
        return choices.getOrDefault(id, Choice.NONE);
    }

    /** What was decided for a column. */
    record Choice(
            @Nullable Rule rule,
            Strategy strategy,
            Params params,
            @Nullable ColumnId follows) {

        static final Choice NONE = new Choice(null, Strategies.KEEP, Params.NONE, null);

        boolean sameAs(Choice other) {
            return strategy.name().equals(other.strategy.name()) && params.equals(other.params);
        }

        Choice following(ColumnId leader) {
            return new Choice(rule, strategy, params, leader);
        }

        @Nullable
        String ruleName() {
            return rule == null ? null : rule.name();
        }
    }
}
