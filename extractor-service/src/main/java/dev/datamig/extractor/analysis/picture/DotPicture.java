package dev.datamig.extractor.analysis.picture;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.Volume;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The whole analysis for Graphviz: a cluster per store, an arrow per reference, dashed when undeclared, red where a cycle is broken. */
public final class DotPicture {

    private final SchemaAnalysis analysis;
    private final Set<TableId> cyclic = new HashSet<>();
    private final Set<List<Object>> broken = new HashSet<>();

    public DotPicture(SchemaAnalysis analysis) {
        this.analysis = analysis;
        analysis.order().steps().forEach(step -> {
            if (step.cycle()) {
                cyclic.addAll(step.tables());
            }
            step.breaks().forEach(each -> broken.add(List.of(each.from(), each.to(), each.reference())));
        });
    }

    public String dot() {
        StringBuilder dot = new StringBuilder(
                "digraph references {\n  rankdir=RL;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (StoreShape store : analysis.stores()) {
            dot.append("  subgraph ").append(quoted("cluster_" + store.name())).append(" {\n    label=");
            dot.append(quoted(store.name())).append(";\n");
            for (TableShape table : store.tables()) {
                dot.append("    ").append(quoted(table.id().text())).append(" [label=");
                dot.append(quoted(table.id().name() + "\n" + Volume.of(table)));
                dot.append(cyclic.contains(table.id()) ? ", color=red" : "").append("];\n");
            }
            dot.append("  }\n");
        }
        for (Reference each : analysis.references()) {
            dot.append("  ")
                    .append(quoted(each.from().text()))
                    .append(" -> ")
                    .append(quoted(each.to().text()));
            dot.append(" [label=").append(quoted(String.join(", ", each.fromColumns())));
            dot.append(each.declared() ? "" : ", style=dashed");
            boolean cut = broken.contains(List.<Object>of(each.from(), each.to(), each.name()));
            dot.append(cut ? ", color=red" : "").append("];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
