package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.JsonLeaves;
import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.policy.PatternIndex.Named;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules that speak of values inside a column's JSON, or of fields of its composite type. */
final class PathRules {

    private PathRules() {}

    /** @param leaves what stands inside and looks personal */
    static List<PathPlan> of(
            NamedColumns named, TableSchema table, Target column, Domains domains, List<Leaves.Found> leaves) {
        var out = new ArrayList<PathPlan>();
        for (Named<Rule> each : named.inside(table, column.column().name())) {
            Rule rule = each.owner();
            ColumnPattern pattern = each.pattern();
            if (column.column().composite()) {
                fields(pattern.path(), column.column())
                        .forEach((path, field) -> out.add(plan(table, rule, pattern, path, field, domains, leaves)));
            } else {
                ColumnSchema value = text(pattern.path().getLast());
                out.add(plan(table, rule, pattern, pattern.path(), value, domains, leaves));
            }
        }
        return List.copyOf(out);
    }

    private static PathPlan plan(
            TableSchema table,
            Rule rule,
            ColumnPattern pattern,
            List<String> path,
            ColumnSchema value,
            Domains domains,
            List<Leaves.Found> leaves) {
        DataClass dataClass = classOf(path, leaves);
        String fallback = DomainNames.of(rule.strategy(), rule.params(), dataClass, pattern.text());
        Domain domain = domains.named(rule.domain() == null ? fallback : rule.domain());
        var target = new Target(table, value, dataClass, domain, false);
        return new PathPlan(path, rule.name(), rule.strategy(), rule.params(), target);
    }

    /** The fields that a path means, by their own paths. */
    private static Map<List<String>, ColumnSchema> fields(List<String> path, ColumnSchema column) {
        var out = new LinkedHashMap<List<String>, ColumnSchema>();
        for (ColumnSchema field : column.fields()) {
            boolean named =
                    path.getFirst().equals(JsonLeaves.ANY) || path.getFirst().equals(field.name());
            if (named && path.size() == 1 && !field.composite()) {
                out.put(List.of(field.name()), field);
            } else if (named && path.size() > 1) {
                fields(path.subList(1, path.size()), field)
                        .forEach((rest, inner) -> out.put(
                                Stream.concat(Stream.of(field.name()), rest.stream())
                                        .toList(),
                                inner));
            }
        }
        return out;
    }

    /** A value inside JSON counts as unlimited text. */
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
