package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Findings of checks as lines. */
final class Findings {

    private Findings() {}

    /** @param answer with {@code passed} and {@code findings} */
    static void print(Terminal terminal, JsonNode answer) {
        for (JsonNode finding : answer.path("findings")) {
            String where = finding.path("table").isTextual()
                    ? finding.path("table").asText()
                    : finding.path("table").path("store").asText("") + " "
                            + finding.path("table").path("name").asText("");
            terminal.line("  %-8s %-10s %s %s"
                    .formatted(
                            finding.path("severity").asText(),
                            finding.path("check").asText(),
                            where.strip(),
                            finding.path("message").asText()));
        }
        boolean passed = answer.path("passed").asBoolean(false);
        terminal.line(passed ? terminal.good("the audit passed") : terminal.bad("the audit did not pass"));
    }
}
