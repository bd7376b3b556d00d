package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.SchemaAnalysis.AnalyzedStore;
import dev.datamig.extractor.analysis.SchemaAnalysis.AnalyzedTable;
import dev.datamig.extractor.analysis.SchemaAnalysis.CycleBreak;
import java.util.List;

/** The analysis as pictures and prose. */
public final class Artifacts {

    private final SchemaAnalysis analysis;

    public Artifacts(SchemaAnalysis analysis) {
        this.analysis = analysis;
    }

    /** For Graphviz: a cluster per store, an arrow from child to parent, dashed when undeclared. */
    public String dot() {
        StringBuilder dot = new StringBuilder("digraph references {\n  rankdir=LR;\n  node [shape=box];\n");
        for (AnalyzedStore store : analysis.stores()) {
            dot.append("  subgraph ").append(quoted("cluster_" + store.name())).append(" {\n    label=");
            dot.append(quoted(store.name())).append(";\n");
            for (AnalyzedTable table : store.tables()) {
                dot.append("    ").append(quoted(table.schema().id().text()));
                dot.append(" [label=").append(quoted(label(table))).append("];\n");
            }
            dot.append("  }\n");
        }
        for (Reference reference : analysis.references()) {
            dot.append("  ").append(quoted(reference.from().text())).append(" -> ");
            dot.append(quoted(reference.to().text())).append(" [label=").append(quoted(reference.name()));
            dot.append(reference.declared() ? "" : ", style=dashed").append("];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String label(AnalyzedTable table) {
        String rows = table.rows() == null ? "" : "\n" + (table.exact() ? "" : "~") + table.rows() + " rows";
        return table.schema().id().name() + rows;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    public String svg() {
        return new LayeredPicture(analysis).svg();
    }

    public String readme() {
        StringBuilder text = new StringBuilder("# The stores of " + analysis.landscape() + "\n\n");
        text.append("Looked at ")
                .append(analysis.at())
                .append(". Files beside this one: `schema-analysis.json` (everything), ");
        text.append("`extraction-order.json`, `dependency-graph.dot`, `dependency-graph.svg`.\n\n");
        text.append("| store | kind | tables | rows | references | cycles |\n|---|---|---|---|---|---|\n");
        analysis.stores().forEach(store -> text.append(line(store)));
        text.append("\n## Cycles\n\n");
        long cycles = analysis.order().steps().stream()
                .filter(step -> !step.breaks().isEmpty())
                .peek(step -> {
                    text.append("* ").append(names(step.tables())).append("\n");
                    step.breaks()
                            .forEach(cut -> text.append("  * cut at ")
                                    .append(words(cut))
                                    .append("\n"));
                })
                .count();
        text.append(cycles == 0 ? "None.\n" : "").append("\n## Warnings\n\n");
        analysis.stores()
                .forEach(store -> store.warnings()
                        .forEach(warning -> text.append("* ")
                                .append(store.name())
                                .append(": ")
                                .append(warning)
                                .append("\n")));
        return text.toString();
    }

    private String line(AnalyzedStore store) {
        long rows = store.tables().stream()
                .mapToLong(table -> table.rows() == null ? 0 : table.rows())
                .sum();
        long references = analysis.references().stream()
                .filter(each -> each.from().store().equals(store.name()))
                .count();
        long cycles = analysis.order().steps().stream()
                .filter(step ->
                        !step.breaks().isEmpty() && step.tables().get(0).store().equals(store.name()))
                .count();
        return "| %s | %s | %d | %d | %d | %d |\n"
                .formatted(store.name(), store.kind().text(), store.tables().size(), rows, references, cycles);
    }

    private static String names(List<TableId> tables) {
        return String.join(", ", tables.stream().map(TableId::text).toList());
    }

    private static String words(CycleBreak cut) {
        return "`" + cut.reference() + "` (" + cut.from() + " → " + cut.to() + "): " + cut.why();
    }
}
