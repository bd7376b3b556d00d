package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.outcome.UndecidedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What looks personal in a run's columns, why, and which rule covers it: for people to read and for the report.
 *
 * @param maskingKey the id of the key under which fakes are made, from which nothing follows about the key
 * @param undecided columns that look personal and that no rule covers
 * @param obstacles rules that cannot be applied or that disagree
 * @param quasiIdentifiers columns whose equal rows are counted after masking
 * @param warnings rules that match nothing, columns that several rules claim, personal columns that are kept
 */
public record ClassificationTable(
        @Nullable String maskingKey,
        List<ClassifiedColumn> columns,
        List<UndecidedColumn> undecided,
        List<String> obstacles,
        List<String> warnings,
        List<CountedGroups> quasiIdentifiers) {

    public static ClassificationTable of(RunPlan plan, @Nullable String maskingKey) {
        Set<String> open = new HashSet<>();
        var obstacles = new ArrayList<String>();
        for (Gap gap : plan.gaps()) {
            if (gap.kind() == Gap.Kind.UNCOVERED) {
                open.add(gap.where());
            } else {
                obstacles.add(gap.text() + ". " + gap.hint());
            }
        }
        var columns = new ArrayList<ClassifiedColumn>();
        var undecided = new ArrayList<UndecidedColumn>();
        for (TablePlan table : plan.tables().values()) {
            for (ColumnPlan column : table.columns()) {
                String name = table.table().id() + "(" + column.column() + ")";
                columns.add(shown(table, column, open.contains(name)));
                DataClass dataClass = column.found().dataClass();
                if (open.contains(name) && dataClass != null) {
                    undecided.add(new UndecidedColumn(
                            table.table().id(),
                            name,
                            dataClass.name(),
                            column.found().confidence(),
                            column.found().reason(),
                            choices(column.target(), dataClass)));
                }
                inside(table, column, open, columns, undecided);
            }
        }
        return new ClassificationTable(
                maskingKey,
                List.copyOf(columns),
                List.copyOf(undecided),
                List.copyOf(obstacles),
                plan.warnings(),
                plan.groups());
    }

    /** Paths inside JSON, and fields, that look personal, as columns of their own. */
    private static void inside(
            TablePlan table,
            ColumnPlan column,
            Set<String> open,
            List<ClassifiedColumn> columns,
            List<UndecidedColumn> undecided) {
        for (LeafPlan leaf : column.leaves()) {
            DataClass dataClass = leaf.found().dataClass();
            if (dataClass == null) {
                continue;
            }
            boolean stops = open.contains(leaf.where());
            columns.add(new ClassifiedColumn(
                    table.table().id(),
                    leaf.shown(),
                    leaf.type(),
                    dataClass.name(),
                    leaf.found().confidence(),
                    dataClass.direct(),
                    leaf.found().reason(),
                    leaf.found().sampled(),
                    leaf.rule(),
                    leaf.strategy().name(),
                    Map.of(),
                    column.follows(),
                    null,
                    null,
                    stops));
            if (stops) {
                undecided.add(new UndecidedColumn(
                        table.table().id(),
                        leaf.where(),
                        dataClass.name(),
                        leaf.found().confidence(),
                        leaf.found().reason(),
                        choices(leaf.target(), dataClass)));
            }
        }
    }

    /** Columns that look personal. */
    public int personal() {
        return (int)
                columns.stream().filter(column -> column.dataClass() != null).count();
    }

    private static ClassifiedColumn shown(TablePlan table, ColumnPlan column, boolean open) {
        DataClass dataClass = column.found().dataClass();
        boolean spaceless = column.strategy().name().equals("keep")
                || column.strategy().name().equals("nullify");
        return new ClassifiedColumn(
                table.table().id(),
                column.column(),
                column.target().column().sourceType(),
                dataClass == null ? null : dataClass.name(),
                column.found().confidence(),
                dataClass != null && dataClass.direct(),
                column.found().reason(),
                column.found().sampled(),
                column.rule(),
                column.strategy().name(),
                column.params().values(),
                column.follows(),
                spaceless ? null : column.target().domain().name(),
                Apartness.of(column),
                open);
    }

    /** What the shipped rules would do first, as far as it suits the column; then what always does. */
    private static List<String> choices(Target target, DataClass dataClass) {
        var choices = new ArrayList<String>();
        RulesFile.k12()
                .forClass(
                        dataClass,
                        rule -> rule.strategy().problems(target, rule.params()).isEmpty())
                .ifPresent(rule -> choices.add(rule.strategy().name()));
        boolean inside = Strategies.REDACT.problems(target, Params.NONE).isEmpty()
                && ColumnShape.of(target.column()).parted();
        if (inside && choices.isEmpty()) {
            choices.add("redact");
        }
        boolean emptiable = Strategies.NULLIFY.problems(target, Params.NONE).isEmpty();
        for (String always : emptiable ? List.of("nullify", "keep") : List.of("keep")) {
            if (!choices.contains(always)) {
                choices.add(always);
            }
        }
        return List.copyOf(choices);
    }
}
