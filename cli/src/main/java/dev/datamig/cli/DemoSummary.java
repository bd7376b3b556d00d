package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.sandbox.check.SandboxCheckResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The end of the demo, for somebody who wants to know whether it worked and what it means. */
record DemoSummary(
        Terminal terminal, RunView run, List<TableView> tables, SandboxCheckResult check, SavedReports reports) {

    void print() {
        terminal.line();
        terminal.line(terminal.bold("Result"));
        terminal.line("  district       " + run.districtName() + " (" + run.districtId() + ")");
        moved();
        JsonNode totals = reports.json().path("totals");
        terminal.line("  masked         "
                + Numbers.count(totals.path("personalValuesReplaced").asLong()) + " personal values replaced");
        terminal.line(
                "  leaks          " + Numbers.count(totals.path("leaksFound").asLong()) + " found");
        terminal.line("  time           " + time());
        people();
        checked();
        terminal.line();
        terminal.line("  report         " + reports.html());
    }

    private void moved() {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.merge(table.store(), table.inserted(), Long::sum));
        long touched = tables.stream().filter(table -> table.inserted() > 0).count();
        long total = rows.values().stream().mapToLong(Long::longValue).sum();
        terminal.line("  moved          " + Numbers.count(total) + " rows of " + touched + " tables into CERT");
        rows.forEach(
                (store, count) -> terminal.line("                 %-6s %12s".formatted(store, Numbers.count(count))));
    }

    private String time() {
        return run.createdAt() == null || run.finishedAt() == null
                ? "unknown"
                : Numbers.duration(Duration.between(run.createdAt(), run.finishedAt()));
    }

    private void people() {
        int width = 2
                + check.people().stream()
                        .flatMap(pair -> pair.traits().stream())
                        .mapToInt(trait -> trait.before().length())
                        .max()
                        .orElse(0);
        String form = "  %-14s %-" + Math.max(width, 20) + "s %s";
        check.people().forEach(pair -> {
            terminal.line();
            terminal.line(terminal.bold(form.formatted(pair.role(), "PROD (invented)", "CERT")));
            pair.traits().forEach(trait -> terminal.line(form.formatted(trait.name(), trait.before(), trait.after())));
        });
    }

    private void checked() {
        terminal.line();
        terminal.line(terminal.bold("Independent check of CERT"));
        check.lines()
                .forEach(line -> terminal.line("  "
                        + (line.ok() ? terminal.good("ok ") : terminal.bad("NO ")) + " " + line.name() + ": "
                        + line.detail()));
        terminal.line(
                check.passed()
                        ? terminal.good("  CERT holds the district, and nobody in it is who he was.")
                        : terminal.bad("  CERT does not hold what it should."));
    }
}
