package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.RulesFile.Reading;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.RunSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rules for a landscape that has none, for a person to edit: each personal column by name under its class, with the strategy that the
 * shipped rules have for the class as far as it suits the column, and why the column was found. Taken as it is, it leaves no gap.
 */
public final class RulesDraft {

    private static final int PASSES = 4;

    private final RunSchema schema;
    private final Samples samples;
    private final RunPlan plan;
    /** Columns that no strategy of their class suits. */
    private final Set<String> kept = new HashSet<>();

    private RulesDraft(RunSchema schema, Samples samples) {
        this.schema = schema;
        this.samples = samples;
        this.plan = Planner.plan(RulesFile.k12(), schema, samples);
    }

    /** The text of a rules file. */
    public static String of(RunSchema schema, Samples samples) {
        return new RulesDraft(schema, samples).sound();
    }

    /** @param domain the value space that it may share with others; empty where it shares none */
    private record Line(String pattern, DataClass dataClass, Classification found, Target target, String domain) {}

    /** A strategy as a rule writes it, and the columns that get it. */
    private record Treatment(Strategy strategy, Params params) {}

    private static final Treatment KEPT = new Treatment(Strategies.KEEP, Params.NONE);

    /** Writes, reads what was written, and gives up masking where a rule does not suit, until nothing is in the way. */
    private String sound() {
        String draft = text();
        for (int pass = 0; pass < PASSES; pass++) {
            if (!(RulesFile.parse(draft) instanceof Reading.Sound sound)) {
                throw new IllegalStateException("the drafted rules cannot be read");
            }
            List<Gap> gaps = Planner.plan(sound.rules(), schema, samples).gaps();
            if (gaps.isEmpty()) {
                return draft;
            }
            gaps.forEach(gap -> kept.add(gap.where()));
            draft = text();
        }
        return draft;
    }

    private String text() {
        Map<DataClass, List<Line>> byClass = lines();
        var out = new StringBuilder();
        out.append(
                "# Drafted from a classification; read every rule, change what is wrong, then start a run with it.\n");
        out.append(
                "# Columns that are not named look impersonal: the last rule searches those of text, all others are copied"
                        + " as they are. Columns\n");
        out.append(
                "# that refer to a named one follow it. A column that looks personal later and is not named stops the"
                        + " run, but for\n");
        out.append("# free text, which is searched.\n");
        out.append("version: 1\n");
        out.append("unclassified: stop\n");
        domains(byClass, out);
        out.append("rules:\n");
        byClass.forEach((dataClass, lines) -> group(dataClass, lines, out));
        out.append("\n  # Free text that a run meets where this sample met none.\n");
        out.append("  - { name: other free text, class: FREE_TEXT, strategy: redact, dates: all }\n");
        cleared(out);
        out.append(
                "\n  # Everything else. A sample does not meet every row: texts that look like nothing personal are searched row by"
                        + " row for\n");
        out.append(
                "  # what is unmistakably somebody's (addresses, numbers with their form, names of the run's people and behind"
                        + " \"Mr.\" or\n");
        out.append(
                "  # \"signed by\"); all else in them stays as it is. The run's report counts the cells. Put `keep` above it for"
                        + " columns that\n");
        out.append("  # are to be copied unseen.\n");
        out.append("  - { name: everything else, class: NONE, strategy: sweep }\n");
        return out.toString();
    }

    /** Columns that are called like something personal and hold nothing of the kind: a smaller sample may not show that again. */
    private void cleared(StringBuilder out) {
        List<ColumnPlan> cleared = plan.tables().values().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.found().contradicted() && column.follows() == null)
                .toList();
        if (cleared.isEmpty()) {
            return;
        }
        out.append(
                "\n  # Called like something personal, but the values speak against it. Where more values say otherwise, a run stops.\n");
        cleared(cleared, Strategies.SWEEP, out);
        cleared(cleared, Strategies.KEEP, out);
    }

    private static void cleared(List<ColumnPlan> columns, Strategy strategy, StringBuilder out) {
        List<ColumnPlan> suiting = columns.stream()
                .filter(column -> column.strategy() == Strategies.SWEEP == (strategy == Strategies.SWEEP))
                .toList();
        if (suiting.isEmpty()) {
            return;
        }
        out.append("  - name: not personal (").append(strategy.name()).append(")\n");
        out.append("    class: NONE\n");
        out.append("    columns:\n");
        suiting.forEach(column -> out.append("      - ")
                .append(quoted(column.target().table().id() + "(" + column.column() + ")"))
                .append("  # ")
                .append(comment(column.found().reason()))
                .append('\n'));
        out.append("    strategy: ").append(strategy.name()).append('\n');
    }

    private Map<DataClass, List<Line>> lines() {
        var byClass = new EnumMap<DataClass, List<Line>>(DataClass.class);
        for (TablePlan table : plan.tables().values()) {
            for (ColumnPlan column : table.columns()) {
                DataClass dataClass = column.found().dataClass();
                String pattern = table.table().id() + "(" + column.column() + ")";
                if (dataClass != null && column.follows() == null) {
                    byClass.computeIfAbsent(dataClass, ignored -> new ArrayList<>())
                            .add(new Line(pattern, dataClass, column.found(), column.target(), domain(column)));
                    inside(column, byClass);
                }
            }
        }
        return byClass;
    }

    /** What is known of paths inside a document is said path by path, before the document as a whole. */
    private static void inside(ColumnPlan column, Map<DataClass, List<Line>> byClass) {
        for (LeafPlan leaf : column.leaves()) {
            DataClass dataClass = leaf.found().dataClass();
            if (dataClass != null
                    && dataClass != DataClass.FREE_TEXT
                    && ColumnPattern.parse(leaf.where()).isPresent()) {
                byClass.computeIfAbsent(dataClass, ignored -> new ArrayList<>())
                        .add(new Line(leaf.where(), dataClass, leaf.found(), leaf.target(), ""));
            }
        }
    }

    private static String domain(ColumnPlan column) {
        String name = column.target().domain().name();
        return column.strategy().name().equals("keep") || !name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "" : name;
    }

    private static void domains(Map<DataClass, List<Line>> byClass, StringBuilder out) {
        var shared = new TreeMap<String, List<String>>();
        byClass.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.dataClass().direct() && !line.domain().isEmpty())
                .forEach(line -> shared.computeIfAbsent(line.domain(), ignored -> new ArrayList<>())
                        .add(line.pattern()));
        shared.values().removeIf(columns -> columns.size() < 2);
        if (shared.isEmpty()) {
            return;
        }
        out.append(
                "\n# Columns that share a value space: the same original gets the same replacement in all of them.\n");
        out.append("domains:\n");
        shared.forEach((name, columns) -> {
            out.append("  ").append(name).append(":\n");
            columns.forEach(
                    column -> out.append("    - ").append(quoted(column)).append('\n'));
        });
        out.append('\n');
    }

    private void group(DataClass dataClass, List<Line> lines, StringBuilder out) {
        out.append("\n  # ").append(dataClass).append('\n');
        Map<Treatment, List<Line>> byTreatment = new HashMap<>();
        var order = new ArrayList<Treatment>();
        for (Line line : lines) {
            Treatment treatment = treatment(line);
            byTreatment
                    .computeIfAbsent(treatment, ignored -> {
                        order.add(treatment);
                        return new ArrayList<>();
                    })
                    .add(line);
        }
        int number = 0;
        for (Treatment treatment : order) {
            String name =
                    dataClass.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (number++ == 0 ? "" : " " + number);
            rule(name, treatment, byTreatment.getOrDefault(treatment, List.of()), out);
        }
    }

    private static void rule(String name, Treatment treatment, List<Line> lines, StringBuilder out) {
        out.append("  - name: ").append(quoted(name)).append('\n');
        out.append("    columns:\n");
        for (Line line : lines) {
            out.append("      - ")
                    .append(quoted(line.pattern()))
                    .append("  # ")
                    .append(String.format(Locale.ROOT, "%.2f", line.found().confidence()))
                    .append(": ")
                    .append(comment(line.found().reason()))
                    .append('\n');
        }
        out.append("    strategy: ").append(treatment.strategy().name()).append('\n');
        new TreeMap<>(treatment.params().values())
                .forEach((key, value) -> out.append("    ")
                        .append(key)
                        .append(": ")
                        .append(quoted(value))
                        .append('\n'));
    }

    private Treatment treatment(Line line) {
        if (!kept.contains(line.pattern())) {
            Optional<Rule> suiting = RulesFile.k12()
                    .forClass(
                            line.dataClass(),
                            rule -> rule.strategy()
                                    .problems(line.target(), rule.params())
                                    .isEmpty());
            if (suiting.isPresent()) {
                return new Treatment(suiting.get().strategy(), suiting.get().params());
            }
            return others(line.target()).stream()
                    .filter(strategy ->
                            strategy.problems(line.target(), Params.NONE).isEmpty())
                    .findFirst()
                    .map(strategy -> new Treatment(strategy, Params.NONE))
                    .orElse(KEPT);
        }
        return KEPT;
    }

    /** Of what has parts only those go that are somebody's. */
    private static List<Strategy> others(Target target) {
        return ColumnShape.of(target.column()).parted()
                ? List.of(Strategies.REDACT, Strategies.NULLIFY)
                : List.of(Strategies.NULLIFY, Strategies.REDACT);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String comment(String text) {
        return text.replaceAll("[\\p{Cntrl}]", " ");
    }
}
