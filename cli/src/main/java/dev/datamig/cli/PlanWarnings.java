package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a plan found that would not stop the load but would be felt. */
final class PlanWarnings {

    private static final int SHOWN = 10;

    private PlanWarnings() {}

    /** A line for each of the first ones. */
    static void tell(Terminal terminal, Coordinator coordinator, String run) {
        int warnings = 0;
        for (Map.Entry<String, JsonNode> store :
                coordinator.get("/runs/" + run + "/plan").path("stores").properties()) {
            for (JsonNode warning : store.getValue().path("warnings")) {
                if (++warnings <= SHOWN) {
                    terminal.line("  warning  " + store.getKey() + ": " + warning.asText());
                }
            }
        }
        if (warnings > SHOWN) {
            terminal.line("  and " + (warnings - SHOWN) + " more: GET /runs/" + run + "/plan, or the run's report");
        }
    }
}
