package dev.datamig.validator.rules;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.validator.rules.RulesFile.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the walked YAML into rules; every mistake goes into one list. */
final class RulesParser {

    private static final Set<String> TOP = Set.of("version", "extends", "rules", "references");
    private static final List<String> DEMANDS = List.of("require", "rows", "nulls", "distinct", "psi");
    private static final Set<String> OF_RULE =
            Set.of("name", "table", "column", "require", "rows", "nulls", "distinct", "psi", "severity", "hint");
    private static final Set<String> OF_REFERENCE = Set.of("name", "from", "severity");

    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    static Reading parse(String yaml) {
        var parser = new RulesParser();
        ValidationRules rules = parser.file(YamlMap.root(yaml, parser.mistakes));
        parser.mistakes.sort(Comparator.comparingInt(Mistake::line));
        return parser.mistakes.isEmpty() ? new Reading.Sound(rules) : new Reading.Faulty(List.copyOf(parser.mistakes));
    }

    private ValidationRules file(YamlMap file) {
        file.onlyKeys(TOP);
        if (mistakes.isEmpty() && !"1".equals(file.text("version"))) {
            file.mistake("version", "the version must be 1", "Begin the file with: version: 1");
        }
        String base = file.text("extends");
        if (base != null && !"default".equals(base)) {
            file.mistake("extends", "only the shipped rules can be extended", "Write: extends: default");
        }
        List<Rule> rules = new ArrayList<>();
        for (YamlMap entry : file.maps("rules")) {
            Rule rule = rule(entry);
            if (rule != null) {
                rules.add(rule);
            }
        }
        List<DanglingRule> references = new ArrayList<>();
        for (YamlMap entry : file.maps("references")) {
            references.add(reference(entry));
        }
        return new ValidationRules(base != null, rules, references);
    }

    private @Nullable Rule rule(YamlMap entry) {
        int before = mistakes.size();
        entry.onlyKeys(OF_RULE);
        String name = entry.text("name");
        if (name == null || name.isBlank()) {
            entry.mistake("name", "a rule needs a name", "Reports call the rule by it");
        } else if (!names.add(name)) {
            entry.mistake("name", "two rules are called '" + name + "'", "Give each rule a name of its own");
        }
        boolean ofColumns = entry.has("column");
        if (ofColumns == entry.has("table")) {
            entry.mistake("table", "a rule needs either table or column", "See the reference of validation rules");
        }
        List<Target> targets = targets(entry, ofColumns ? "column" : "table", ofColumns);
        Demand demand = demand(entry, ofColumns);
        Severity severity = severity(entry);
        String hint = entry.text("hint");
        return mistakes.size() > before || demand == null || name == null
                ? null
                : new Rule(name, targets, ofColumns, demand, severity, hint == null ? "" : hint);
    }

    private List<Target> targets(YamlMap entry, String key, boolean ofColumns) {
        List<Target> targets = new ArrayList<>();
        for (String text : entry.texts(key)) {
            Target target = Target.parse(text).orElse(null);
            if (target == null || (target.column() != null) != ofColumns) {
                entry.mistake(
                        key,
                        "'" + text + "' is not a pattern for a " + key,
                        ofColumns ? "Write store:schema.table(column)" : "Write store:schema.table or store:Label");
            } else {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable Demand demand(YamlMap entry, boolean ofColumns) {
        List<String> given = DEMANDS.stream().filter(entry::has).toList();
        if (given.size() != 1) {
            entry.mistake(
                    "name",
                    given.isEmpty() ? "the rule demands nothing" : "the rule demands several things: " + given,
                    "Give exactly one of " + String.join(", ", DEMANDS));
            return null;
        }
        String key = given.getFirst();
        boolean wantsColumn = !key.equals("require") && !key.equals("rows");
        if (wantsColumn && !ofColumns || key.equals("rows") && ofColumns) {
            entry.mistake(key, key + " is about a " + (wantsColumn ? "column" : "table"), "Change table or column");
            return null;
        }
        return switch (key) {
            case "require" -> require(entry);
            case "rows" -> {
                YamlMap range = entry.map(key);
                range.onlyKeys(Set.of("min", "max"));
                yield new Demand.Rows(range.whole("min"), range.whole("max"));
            }
            case "nulls" -> nulls(entry.map(key));
            case "distinct" -> {
                YamlMap range = entry.map(key);
                range.onlyKeys(Set.of("min", "max"));
                yield new Demand.Distinct(range.whole("min"), range.whole("max"));
            }
            default -> psi(entry.map(key));
        };
    }

    private @Nullable Demand require(YamlMap entry) {
        String sql = entry.text("require");
        if (sql == null || sql.isBlank()) {
            entry.mistake("require", "the expression is empty", "Write an SQL expression over the table's columns");
            return null;
        }
        if (sql.contains("{column}") && entry.has("table")) {
            entry.mistake("require", "{column} needs a rule for columns", "Use column instead of table");
        }
        return new Demand.Require(sql);
    }

    private static Demand nulls(YamlMap range) {
        range.onlyKeys(Set.of("max", "drift"));
        return new Demand.Nulls(range.share("max"), range.share("drift"));
    }

    private static Demand psi(YamlMap range) {
        range.onlyKeys(Set.of("warn", "fail"));
        Double warn = range.number("warn");
        Double fail = range.number("fail");
        return new Demand.Psi(warn == null ? 0.1 : warn, fail == null ? 0.2 : fail);
    }

    private Severity severity(YamlMap entry) {
        String text = entry.text("severity");
        if (text == null) {
            return Severity.ERROR;
        }
        return Arrays.stream(Severity.values())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    entry.mistake("severity", "'" + text + "' is no severity", "Use ERROR, WARNING or INFO");
                    return Severity.ERROR;
                });
    }

    private DanglingRule reference(YamlMap entry) {
        entry.onlyKeys(OF_REFERENCE);
        String name = entry.text("name");
        if (name == null && !entry.has("from")) {
            entry.mistake(
                    "name", "an entry of references needs name or from", "Name the constraint or the child table");
        }
        List<Target> from = entry.has("from") ? targets(entry, "from", false) : List.of();
        return new DanglingRule(
                name == null ? null : new Glob(name), from.isEmpty() ? null : from.getFirst(), severity(entry));
    }
}
