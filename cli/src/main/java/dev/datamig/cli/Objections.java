package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What the checks objected to, when that is why a run failed. */
final class Objections {

    /** Before the load and after it. */
    private static final Set<String> CODES = Set.of("COO-002", "COO-003");

    private static final int SHOWN = 10;

    private Objections() {}

    /** A line for each of the first errors; nothing for a run that failed for another reason. */
    static void tell(Terminal terminal, Coordinator coordinator, RunView run) {
        String failure = run.failure();
        if (failure == null || CODES.stream().noneMatch(failure::startsWith)) {
            return;
        }
        int errors = 0;
        for (JsonNode finding : coordinator.get("/runs/" + run.id() + "/report").path("findings")) {
            if (finding.path("severity").asText().equals("ERROR") && ++errors <= SHOWN) {
                terminal.message("  " + line(finding));
            }
        }
        if (errors > SHOWN) {
            terminal.message("  and " + (errors - SHOWN) + " more");
        }
    }

    private static String line(JsonNode finding) {
        String column = finding.path("column").isTextual()
                ? "(" + finding.path("column").asText() + ")"
                : "";
        return finding.path("check").asText() + "  " + finding.path("table").asText("the set") + column + ": "
                + finding.path("count").asLong() + " " + finding.path("message").asText();
    }
}
