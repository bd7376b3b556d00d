package dev.datamig.extractor.analysis;

import dev.datamig.extractor.analysis.ExtractionOrder.CycleBreak;
import dev.datamig.extractor.analysis.ExtractionOrder.Step;
import dev.datamig.extractor.analysis.drift.DriftFinding;
import dev.datamig.extractor.analysis.drift.StoreDrift;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Suggestion;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The analysis as a page in Markdown: what a DBA wants to know first. */
public final class SummaryPage {

    private static final int LARGEST = 20;
    private static final int FINDINGS = 60;
    private static final int LINES = 200;

    private final SchemaAnalysis analysis;
    private final StringBuilder text = new StringBuilder();

    public SummaryPage(SchemaAnalysis analysis) {
        this.analysis = analysis;
    }

    public String text() {
        line("# The stores of " + analysis.landscape());
        line("");
        line("Looked at " + analysis.at().truncatedTo(ChronoUnit.SECONDS) + "; rows are "
                + (analysis.exactCounts() ? "counted" : "estimated")
                + ". Beside this file: `schema-analysis.json` (everything), `extraction-order.json`, `dependency-graph.svg`,"
                + " `dependency-graph.dot`.");
        stores();
        largest();
        cycles();
        suggestions();
        drift();
        warnings();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void heading(String words) {
        line("");
        line("## " + words);
        line("");
    }

    private void stores() {
        heading("Volumes");
        line("| store | server | tables | rows | bytes | references | to other stores |");
        line("|---|---|---:|---:|---:|---:|---:|");
        for (StoreShape store : analysis.stores()) {
            long rows = sum(store.tables(), true);
            long bytes = sum(store.tables(), false);
            line("| %s | %s%s | %d | %s | %s | %d | %d |"
                    .formatted(
                            store.name(),
                            Markdown.plain(store.server()),
                            store.standby() ? ", hot standby" : "",
                            store.tables().size(),
                            Volume.rows(rows, analysis.exactCounts()),
                            bytes == 0 ? "" : Volume.bytes(bytes),
                            references(store, false),
                            references(store, true)));
        }
        line("");
        line("Order of the stores, parents first: "
                + String.join(" → ", analysis.order().stores()) + ".");
    }

    private static long sum(List<TableShape> tables, boolean rows) {
        return tables.stream()
                .mapToLong(table -> Objects.requireNonNullElse(rows ? table.rows() : table.bytes(), 0L))
                .sum();
    }

    private long references(StoreShape store, boolean across) {
        return analysis.references().stream()
                .filter(each -> each.from().store().equals(store.name()) && each.crossesStores() == across)
                .count();
    }

    private void largest() {
        heading("Largest tables");
        line("| table | rows | bytes | partitions |");
        line("|---|---:|---:|---:|");
        analysis.tables()
                .sorted(Comparator.comparingLong(
                                (TableShape table) -> -Objects.requireNonNullElse(table.bytes(), 100 * rows(table)))
                        .thenComparing(table -> table.id().text()))
                .limit(LARGEST)
                .forEach(table -> line("| %s | %s | %s | %s |"
                        .formatted(
                                Markdown.plain(table.id().text()),
                                Volume.rows(table),
                                table.bytes() == null ? "" : Volume.bytes(table.bytes()),
                                table.partitions().isEmpty()
                                        ? ""
                                        : table.partitions().size())));
    }

    private static long rows(TableShape table) {
        return Objects.requireNonNullElse(table.rows(), 0L);
    }

    private void cycles() {
        heading("Cycles");
        List<Step> cycles = analysis.order().cycles();
        if (cycles.isEmpty()) {
            line("None: every table can stand behind those that it refers to.");
        }
        for (Step cycle : cycles) {
            line("* "
                    + cycle.tables().stream()
                            .map(table -> Markdown.code(table.text()))
                            .collect(Collectors.joining(", ")));
            cycle.breaks().forEach(each -> line("  * " + words(each)));
        }
        long selves = analysis.order().steps().stream()
                .filter(step -> !step.cycle() && !step.breaks().isEmpty())
                .count();
        if (selves > 0) {
            line("");
            line(
                    selves
                            + " tables refer to themselves; rows of one statement may refer to each other, so nothing has to be broken.");
        }
    }

    private static String words(CycleBreak each) {
        return "broken at " + Markdown.code(each.reference()) + " ("
                + Markdown.plain(each.from().name()) + " → "
                + Markdown.plain(each.to().name()) + "): " + each.why()
                + (each.column() == null ? "" : " (" + Markdown.code(each.column()) + ")");
    }

    private void suggestions() {
        heading("References that nobody declares but that look likely");
        if (analysis.suggestions().isEmpty()) {
            line("None.");
            return;
        }
        line(
                "Nothing of this is applied. Where one is true, paste its line into the landscape; how the confidence comes about is in"
                        + " `docs/explanation/suggested-references.md`.");
        Map<String, List<Suggestion>> sections = analysis.suggestions().stream()
                .collect(Collectors.groupingBy(Suggestion::section, TreeMap::new, Collectors.toList()));
        sections.forEach((section, suggestions) -> {
            line("");
            line("Under `" + section + "`:");
            line("");
            line("```yaml");
            suggestions.stream()
                    .limit(LINES)
                    .forEach(each -> line(each.line() + "   # " + String.format(Locale.ROOT, "%.2f", each.confidence())
                            + ": " + String.join("; ", each.reasons())));
            line("```");
            if (suggestions.size() > LINES) {
                line("");
                line("and " + (suggestions.size() - LINES) + " more in `schema-analysis.json`.");
            }
        });
    }

    private void drift() {
        heading("Drift between source and target");
        for (StoreDrift store : analysis.drift()) {
            if (!store.compared()) {
                line("* " + store.store() + ": not compared. " + store.reason());
            } else if (store.findings().isEmpty()) {
                line("* " + store.store() + ": none.");
            } else {
                line("* " + store.store() + ":");
                store.findings().stream().limit(FINDINGS).forEach(each -> line("  * " + words(each)));
                if (store.findings().size() > FINDINGS) {
                    line("  * and " + (store.findings().size() - FINDINGS) + " more");
                }
            }
        }
    }

    private static String words(DriftFinding each) {
        String severity = switch (each.severity()) {
            case STOPS -> "**stops a load**";
            case MAY_STOP -> "may stop a load";
            case INFORMATION -> "information";
        };
        String place = each.table() == null
                ? ""
                : Markdown.code(each.table() + (each.column() == null ? "" : "." + each.column())) + " ";
        return severity + ": " + place + each.what() + ". " + each.hint();
    }

    private void warnings() {
        heading("Warnings");
        long before = text.length();
        analysis.problems().forEach(problem -> line("* the landscape does not fit: " + problem));
        analysis.stores()
                .forEach(store -> store.warnings().forEach(warning -> line("* " + store.name() + ": " + warning)));
        if (text.length() == before) {
            line("None.");
        }
    }
}
