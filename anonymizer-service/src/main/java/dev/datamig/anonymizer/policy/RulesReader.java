package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.Rules.NamedDomain;
import dev.datamig.anonymizer.policy.Rules.Unclassified;
import dev.datamig.anonymizer.policy.RulesFile.Reading;
import dev.datamig.anonymizer.transform.Parameter;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Walks the YAML nodes of a rules file and collects mistakes. */
final class RulesReader {

    private static final Set<String> TOP =
            Set.of("version", "extends", "unclassified", "domains", "quasiIdentifiers", "rules");
    /** In place of a class: whatever looks like nothing personal. */
    private static final String NONE = "NONE";

    private static final Set<String> OF_RULE = Set.of("name", "columns", "class", "strategy", "domain");

    private final Yaml yaml = new Yaml();
    private final String namePrefix;

    RulesReader(String namePrefix) {
        this.namePrefix = namePrefix;
    }

    Reading read(String text) {
        Node root = yaml.root(text);
        Rules rules = root == null ? null : rules(root);
        if (root == null && yaml.mistakes().isEmpty()) {
            yaml.mistake(0, "the file is empty", "Begin with `version: 1`");
        }
        if (rules == null || !yaml.mistakes().isEmpty()) {
            return new Reading.Faulty(yaml.mistakes().stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .toList());
        }
        return new Reading.Sound(rules);
    }

    private Rules rules(Node root) {
        Map<String, Yaml.Entry> top = yaml.mapping(root, "the file");
        unknown(top, TOP, "the file");
        version(top);
        var rules = new ArrayList<Rule>();
        Yaml.Entry list = top.get("rules");
        if (list != null) {
            rules(list, rules);
        }
        List<NamedDomain> domains = domains(top.get("domains"));
        List<QuasiIdentifier> quasi = new QuasiReader(yaml, namePrefix).read(top.get("quasiIdentifiers"));
        if (extendsK12(top.get("extends"))) {
            Rules pack = RulesFile.k12();
            rules.addAll(pack.rules());
            domains = new ArrayList<>(domains);
            domains.addAll(pack.domains());
            quasi = quasi.isEmpty() ? pack.quasiIdentifiers() : quasi;
        } else if (list == null) {
            yaml.mistake(0, "the file has no rules", "Write `rules:` or `extends: " + RulesFile.K12 + "`");
        }
        return new Rules(
                unclassified(top.get("unclassified")), List.copyOf(domains), List.copyOf(rules), List.copyOf(quasi));
    }

    private void version(Map<String, Yaml.Entry> top) {
        Yaml.Entry version = top.get("version");
        if (version == null) {
            yaml.mistake(1, "`version` is missing", "Begin with `version: 1`");
        } else if (!"1".equals(yaml.scalar(version.value(), "`version`"))) {
            yaml.mistake(version.line(), "this version is not known", "Write `version: 1`");
        }
    }

    private boolean extendsK12(Yaml.@Nullable Entry entry) {
        if (entry == null) {
            return false;
        }
        for (Yaml.Item item : yaml.items(entry.value(), "`extends`")) {
            if (!item.text().equals(RulesFile.K12)) {
                yaml.mistake(
                        item.line(), "there is no rule pack `" + item.text() + "`", "Write `" + RulesFile.K12 + "`");
                return false;
            }
        }
        return true;
    }

    private Unclassified unclassified(Yaml.@Nullable Entry entry) {
        if (entry == null) {
            return Unclassified.STOP;
        }
        String text = yaml.scalar(entry.value(), "`unclassified`");
        for (Unclassified choice : Unclassified.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        yaml.mistake(entry.line(), "`unclassified` has no such choice", "Write stop, nullify or keep");
        return Unclassified.STOP;
    }

    private List<NamedDomain> domains(Yaml.@Nullable Entry entry) {
        var out = new ArrayList<NamedDomain>();
        if (entry != null) {
            yaml.mapping(entry.value(), "`domains`").forEach((name, value) -> {
                List<ColumnPattern> columns = patterns(value.value());
                out.add(new NamedDomain(name, value.line(), columns));
                if (columns.stream().anyMatch(pattern -> !pattern.path().isEmpty())) {
                    yaml.mistake(
                            value.line(),
                            "the domain `" + name + "` names a path inside JSON",
                            "Give the path's rule a `domain: " + name + "` instead");
                }
            });
        }
        return out;
    }

    private void rules(Yaml.Entry entry, List<Rule> out) {
        if (!(entry.value() instanceof SequenceNode list)) {
            yaml.mistake(entry.line(), "`rules` must be a list", "Begin each rule with `- `");
            return;
        }
        int number = 0;
        for (Node node : list.getValue()) {
            number++;
            Rule rule = rule(node, number);
            if (rule != null) {
                out.add(rule);
            }
        }
    }

    private @Nullable Rule rule(Node node, int number) {
        Map<String, Yaml.Entry> entries = yaml.mapping(node, "a rule");
        int line = Yaml.line(node);
        List<ColumnPattern> columns = Optional.ofNullable(entries.get("columns"))
                .map(e -> patterns(e.value()))
                .orElse(List.of());
        boolean impersonal = isNone(entries.get("class"));
        Set<DataClass> classes = impersonal
                ? Set.of()
                : Optional.ofNullable(entries.get("class"))
                        .map(e -> classes(e.value()))
                        .orElse(Set.of());
        if (!entries.containsKey("columns") && !entries.containsKey("class")) {
            yaml.mistake(line, "the rule says neither `columns` nor `class`", "Name the columns it is for");
        }
        Strategy strategy = strategy(entries.get("strategy"), line);
        if (strategy == null) {
            return null;
        }
        Params params = params(entries, strategy);
        String name = text(entries.get("name"), "`name`").orElse(namePrefix + "rule " + number);
        String domain = text(entries.get("domain"), "`domain`").orElse(null);
        return new Rule(name, line, columns, classes, impersonal, strategy, params, domain);
    }

    private static boolean isNone(Yaml.@Nullable Entry entry) {
        return entry != null
                && entry.value() instanceof ScalarNode scalar
                && scalar.getValue().equals(NONE);
    }

    private Optional<String> text(Yaml.@Nullable Entry entry, String what) {
        return entry == null ? Optional.empty() : Optional.ofNullable(yaml.scalar(entry.value(), what));
    }

    private List<ColumnPattern> patterns(Node node) {
        var out = new ArrayList<ColumnPattern>();
        for (Yaml.Item item : yaml.items(node, "a pattern")) {
            ColumnPattern.parse(item.text())
                    .ifPresentOrElse(
                            out::add,
                            () -> yaml.mistake(
                                    item.line(),
                                    "`" + item.text() + "` is no pattern",
                                    "Write store:schema.table(column), with * as a wildcard, or column->'a'->'b' for JSON"));
        }
        return out;
    }

    private Set<DataClass> classes(Node node) {
        var out = EnumSet.noneOf(DataClass.class);
        for (Yaml.Item item : yaml.items(node, "a class")) {
            Arrays.stream(DataClass.values())
                    .filter(known -> known.name().equals(item.text()))
                    .findFirst()
                    .ifPresentOrElse(
                            out::add,
                            () -> yaml.mistake(
                                    item.line(),
                                    "there is no class `" + item.text() + "`",
                                    nearest(
                                            item.text(),
                                            Arrays.stream(DataClass.values())
                                                    .map(Enum::name)
                                                    .toList())));
        }
        return out;
    }

    private @Nullable Strategy strategy(Yaml.@Nullable Entry entry, int line) {
        List<String> known = Strategies.ALL.stream().map(Strategy::name).toList();
        if (entry == null) {
            yaml.mistake(line, "the rule has no `strategy`", "Choose of " + String.join(", ", known));
            return null;
        }
        String text = yaml.scalar(entry.value(), "`strategy`");
        if (text == null) {
            return null;
        }
        Optional<Strategy> found = Strategies.named(text);
        if (found.isEmpty()) {
            yaml.mistake(entry.line(), "there is no strategy `" + text + "`", nearest(text, known));
        }
        return found.orElse(null);
    }

    private Params params(Map<String, Yaml.Entry> entries, Strategy strategy) {
        var values = new LinkedHashMap<String, String>();
        entries.forEach((key, entry) -> {
            if (OF_RULE.contains(key)) {
                return;
            }
            Optional<Parameter> parameter = strategy.definition().parameters().stream()
                    .filter(p -> p.name().equals(key))
                    .findFirst();
            if (parameter.isEmpty()) {
                var possible = new ArrayList<>(OF_RULE);
                strategy.definition().parameters().forEach(p -> possible.add(p.name()));
                yaml.mistake(
                        entry.line(),
                        "`" + strategy.name() + "` has no parameter `" + key + "`",
                        nearest(key, possible));
                return;
            }
            String value = yaml.scalar(entry.value(), "`" + key + "`");
            if (value != null && sound(parameter.get(), value, entry.line())) {
                values.put(key, value);
            }
        });
        return new Params(values);
    }

    private boolean sound(Parameter parameter, String value, int line) {
        boolean sound = switch (parameter.kind()) {
            case WHOLE -> value.matches("-?\\d{1,9}");
            case NUMBER -> value.matches("-?\\d{1,15}(\\.\\d{1,15})?");
            case CHOICE -> parameter.choices().contains(value);
            case TEXT, COLUMN -> true;
        };
        if (!sound) {
            String hint = parameter.kind() == Parameter.Kind.CHOICE
                    ? nearest(value, parameter.choices())
                    : "Write " + (parameter.kind() == Parameter.Kind.WHOLE ? "a whole number" : "a number");
            yaml.mistake(line, "`" + parameter.name() + "` cannot be that", hint);
        }
        return sound;
    }

    private void unknown(Map<String, Yaml.Entry> entries, Set<String> known, String what) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                yaml.mistake(entry.line(), what + " has no key `" + key + "`", nearest(key, List.copyOf(known)));
            }
        });
    }

    static String nearest(String wrong, List<String> known) {
        String best = known.stream()
                .min(Comparator.comparingInt((String word) ->
                                distance(wrong.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
        List<String> sorted = known.stream().sorted().toList();
        boolean near = distance(wrong.toLowerCase(Locale.ROOT), best.toLowerCase(Locale.ROOT)) <= 3;
        return (near ? "Did you mean `" + best + "`? " : "") + "Known: " + String.join(", ", sorted);
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(
                        Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
