package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.JsonLeaves;
import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that speak of values inside a column's JSON. */
final class PathRules {

    private PathRules() {}

    /** @param leaves what stands inside and looks personal */
    static List<PathPlan> of(
            Rules rules, TableSchema table, Target column, Domains domains, List<Leaves.Found> leaves) {
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
                            leaf(table, rule, pattern, domains, classOf(pattern.path(), leaves))));
                }
            }
        }
        return List.copyOf(out);
    }

    /** A value inside JSON counts as unlimited text. */
    private static Target leaf(
            TableSchema table, Rule rule, ColumnPattern pattern, Domains domains, @Nullable DataClass dataClass) {
        String fallback = DomainNames.of(rule.strategy(), rule.params(), dataClass, pattern.text());
        String domain = rule.domain() == null ? fallback : rule.domain();
        return new Target(table, text(pattern.path().getLast()), dataClass, domains.named(domain), false);
    }

    static ColumnSchema text(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, true, false, false, null, List.of(), null);
    }

    private static @Nullable DataClass classOf(List<String> path, List<Leaves.Found> leaves) {
        return leaves.stream()
                .filter(leaf -> covers(path, leaf.path()))
                .map(leaf -> leaf.what().dataClass())
                .findFirst()
                .orElse(null);
    }

    /** Whether a rule's path means another; a {@code *} of either is any key. */
    static boolean covers(List<String> rule, List<String> path) {
        if (rule.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < rule.size(); i++) {
            String key = rule.get(i);
            if (!key.equals(JsonLeaves.ANY) && !key.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
