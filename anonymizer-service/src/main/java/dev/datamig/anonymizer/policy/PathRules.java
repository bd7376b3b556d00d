package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Rules that speak of values inside a column's JSON. */
final class PathRules {

    private PathRules() {}

    static List<PathPlan> of(Rules rules, TableSchema table, Target column, Domains domains) {
        var out = new ArrayList<PathPlan>();
        for (Rule rule : rules.rules()) {
            for (ColumnPattern pattern : rule.columns()) {
                if (!pattern.path().isEmpty()
                        && pattern.matches(table, column.column().name())) {
                    out.add(new PathPlan(
                            pattern.path(),
                            rule.name(),
                            rule.strategy(),
                            rule.params(),
                            leaf(table, rule, pattern, domains)));
                }
            }
        }
        return List.copyOf(out);
    }

    /** A value inside JSON counts as unlimited text. */
    private static Target leaf(TableSchema table, Rule rule, ColumnPattern pattern, Domains domains) {
        var column = new ColumnSchema(
                pattern.path().getLast(), "text", "text", Physical.TEXT, true, false, false, null, List.of(), null);
        String fallback = DomainNames.of(rule.strategy(), rule.params(), null, pattern.text());
        String domain = rule.domain() == null ? fallback : rule.domain();
        return new Target(table, column, null, domains.named(domain), false);
    }
}
