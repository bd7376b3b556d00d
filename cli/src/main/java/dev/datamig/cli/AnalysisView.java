package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The stores as {@code schema-analysis.json} has them, on one screen. */
record AnalysisView(JsonNode analysis) {

    private static final String FORM = "  %-14s %-26s %7s %14s %10s %6s %8s";
    private static final int SHOWN = 12;

    void print(Terminal terminal) {
        volumes(terminal);
        largest(terminal);
        cycles(terminal);
        suggestions(terminal);
        drift(terminal);
        terminal.line();
        terminal.line(
                "Everything: analysis/ in the staging area (README.md, dependency-graph.svg, schema-analysis.json).");
    }

    private void volumes(Terminal terminal) {
        terminal.line(terminal.bold(FORM.formatted("store", "server", "tables", "rows", "MB", "refs", "outward")));
        for (JsonNode store : analysis.path("stores")) {
            String name = store.path("name").asText();
            terminal.line(FORM.formatted(
                    name,
                    store.path("server").asText() + (store.path("standby").asBoolean() ? ", standby" : ""),
                    Numbers.count(store.path("tables").size()),
                    (exact() ? "" : "~") + Numbers.count(sum(store, "rows")),
                    String.format(Locale.ROOT, "%,.1f", sum(store, "bytes") / 1e6),
                    references(name, false),
                    references(name, true)));
        }
    }

    private boolean exact() {
        return analysis.path("exactCounts").asBoolean();
    }

    private static long sum(JsonNode store, String field) {
        long sum = 0;
        for (JsonNode table : store.path("tables")) {
            sum += table.path(field).asLong();
        }
        return sum;
    }

    private long references(String store, boolean outward) {
        long count = 0;
        for (JsonNode each : analysis.path("references")) {
            boolean from = storeOf(each.path("from")).equals(store);
            count += from && storeOf(each.path("to")).equals(store) != outward ? 1 : 0;
        }
        return count;
    }

    private static String storeOf(JsonNode table) {
        return table.asText().replaceFirst(":.*", "");
    }

    private void largest(Terminal terminal) {
        List<JsonNode> tables = new ArrayList<>();
        analysis.path("stores").forEach(store -> store.path("tables").forEach(tables::add));
        tables.sort(Comparator.comparingLong(table -> -table.path("rows").asLong()));
        terminal.line();
        terminal.line(terminal.bold("Largest tables"));
        tables.stream()
                .limit(SHOWN / 2)
                .forEach(table -> terminal.line("  %-54s %14s rows"
                        .formatted(
                                table.path("id").asText(),
                                (table.path("exact").asBoolean() ? "" : "~")
                                        + Numbers.count(table.path("rows").asLong()))));
    }

    private void cycles(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (JsonNode step : analysis.path("order").path("steps")) {
            if (step.path("tables").size() > 1) {
                List<String> names = new ArrayList<>();
                step.path("tables").forEach(table -> names.add(table.asText()));
                lines.add("  " + String.join(", ", names));
                step.path("breaks")
                        .forEach(each -> lines.add(
                                "    broken at " + each.path("reference").asText() + ": "
                                        + each.path("why").asText()));
            }
        }
        section(terminal, "Cycles", lines, 2 * SHOWN);
    }

    private void suggestions(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (JsonNode each : analysis.path("suggestions")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %.2f  %s  (under %s)",
                    each.path("confidence").asDouble(),
                    each.path("line").asText(),
                    each.path("section").asText()));
        }
        section(terminal, "References that look likely and are nowhere declared", lines, SHOWN);
    }

    private void drift(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (JsonNode store : analysis.path("drift")) {
            String name = store.path("store").asText();
            if (!store.path("compared").asBoolean()) {
                lines.add(
                        "  " + name + ": not compared: " + store.path("reason").asText());
            }
            Map<String, Integer> counts = new HashMap<>();
            for (JsonNode each : store.path("findings")) {
                String severity = each.path("severity").asText();
                counts.merge(severity, 1, Integer::sum);
                if (!severity.equals("INFORMATION")) {
                    String column = each.path("column").asText("");
                    lines.add("  " + (severity.equals("STOPS") ? "stops a load: " : "may stop a load: ") + name + " "
                            + each.path("table").asText("") + (column.isEmpty() ? "" : "(" + column + ")") + " "
                            + each.path("what").asText());
                }
            }
            if (counts.containsKey("INFORMATION")) {
                lines.add("  " + name + ": " + counts.get("INFORMATION") + " differences that stop nothing");
            }
        }
        section(terminal, "Drift between source and target", lines, SHOWN);
    }

    private static void section(Terminal terminal, String title, List<String> lines, int most) {
        terminal.line();
        terminal.line(terminal.bold(title));
        if (lines.isEmpty()) {
            terminal.line("  none");
        }
        lines.stream().limit(most).forEach(terminal::line);
        if (lines.size() > most) {
            terminal.line("  … and " + (lines.size() - most) + " more lines in README.md");
        }
    }
}
