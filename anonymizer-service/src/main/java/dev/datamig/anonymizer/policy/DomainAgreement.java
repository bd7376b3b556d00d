package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Generator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds columns of one domain whose fakes would differ because their rules have different parameters. */
final class DomainAgreement {

    private DomainAgreement() {}

    /** A generator at work in a domain. */
    private record Use(String domain, Generator generator) {}

    /** A warning for each domain whose columns disagree. */
    static List<String> warnings(Collection<TablePlan> tables) {
        Map<Use, List<ColumnPlan>> uses = tables.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> use(column) != null)
                .collect(Collectors.groupingBy(DomainAgreement::use));
        return uses.entrySet().stream()
                .flatMap(entry -> warning(entry.getKey(), entry.getValue()).stream())
                .sorted()
                .toList();
    }

    private static @Nullable Use use(ColumnPlan column) {
        Generator generator = column.strategy() instanceof FakeStrategy
                ? FakeStrategy.generator(column.target(), column.params())
                : null;
        return generator == null ? null : new Use(column.target().domain().name(), generator);
    }

    private static List<String> warning(Use use, List<ColumnPlan> columns) {
        Map<String, TreeSet<String>> byParameters = new TreeMap<>();
        for (ColumnPlan column : columns) {
            byParameters
                    .computeIfAbsent(parameters(column), key -> new TreeSet<>())
                    .add(column.target().table().id() + "(" + column.column() + ")");
        }
        if (byParameters.size() < 2) {
            return List.of();
        }
        String which = byParameters.entrySet().stream()
                .map(entry -> entry.getValue().first() + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
        return List.of("domain '" + use.domain() + "': the same value gets different fakes of `"
                + use.generator().text() + "`, because the rules' parameters differ: " + which
                + ". Give these columns one rule, or a `domain` of their own");
    }

    private static String parameters(ColumnPlan column) {
        Stream<String> given = new TreeMap<>(column.params().values())
                .entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("generator"))
                        .map(entry -> entry.getKey() + ": " + entry.getValue());
        String all = given.collect(Collectors.joining(", "));
        return all.isEmpty() ? "as by default" : all;
    }
}
