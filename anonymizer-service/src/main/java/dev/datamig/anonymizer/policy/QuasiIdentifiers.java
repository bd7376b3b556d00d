package dev.datamig.anonymizer.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the columns that the rules' quasi-identifiers mean in a run; what is named and not there is a gap. */
final class QuasiIdentifiers {

    private final Collection<TablePlan> tables;
    private final List<Gap> gaps;
    private final List<CountedGroups> out = new ArrayList<>();

    private QuasiIdentifiers(Collection<TablePlan> tables, List<Gap> gaps) {
        this.tables = tables;
        this.gaps = gaps;
    }

    /** @param gaps takes what is named and not there */
    static List<CountedGroups> of(Rules rules, Collection<TablePlan> tables, List<Gap> gaps) {
        var all = new QuasiIdentifiers(tables, gaps);
        for (QuasiIdentifier quasi : rules.quasiIdentifiers()) {
            if (quasi.classes().isEmpty()) {
                all.named(quasi);
            } else {
                all.classed(quasi);
            }
        }
        return List.copyOf(all.out);
    }

    private void named(QuasiIdentifier quasi) {
        List<TablePlan> meant = tables.stream()
                .filter(table -> ColumnPattern.parse(quasi.table() + "(*)")
                        .map(pattern -> pattern.matches(table.table(), "*"))
                        .orElse(false))
                .toList();
        if (meant.isEmpty()) {
            gap(
                    quasi,
                    "there is no table " + quasi.table(),
                    RulesReader.nearest(
                            quasi.table(),
                            tables.stream()
                                    .map(table -> table.table().id().text())
                                    .toList()));
        }
        for (TablePlan table : meant) {
            List<String> there =
                    table.columns().stream().map(ColumnPlan::column).toList();
            List<String> missing = quasi.columns().stream()
                    .filter(name -> !there.contains(name))
                    .toList();
            missing.forEach(name ->
                    gap(quasi, table.table().id() + " has no column " + name, RulesReader.nearest(name, there)));
            if (missing.isEmpty()) {
                add(quasi, table, quasi.columns());
            }
        }
    }

    private void classed(QuasiIdentifier quasi) {
        for (TablePlan table : tables) {
            List<ColumnPlan> columns = table.columns().stream()
                    .filter(column -> column.found().dataClass() != null
                            && quasi.classes().contains(column.found().dataClass()))
                    .toList();
            if (columns.stream()
                            .map(column -> column.found().dataClass())
                            .distinct()
                            .count()
                    >= 2) {
                add(quasi, table, columns.stream().map(ColumnPlan::column).toList());
            }
        }
    }

    private void add(QuasiIdentifier quasi, TablePlan table, List<String> columns) {
        out.add(new CountedGroups(
                quasi.name(),
                table.table().id(),
                columns,
                quasi.k(),
                quasi.belowK().name().toLowerCase(java.util.Locale.ROOT)));
    }

    private void gap(QuasiIdentifier quasi, String message, String hint) {
        gaps.add(new Gap(
                Gap.Kind.UNFIT, "quasi-identifier '" + quasi.name() + "' (line " + quasi.line() + ")", message, hint));
    }
}
