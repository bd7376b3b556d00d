package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A question that a service answers in its own time; its last answer lies under {@code latest}.
 *
 * @param path such as {@code /analyses}
 */
record Request(Coordinator coordinator, String path) {

    /**
     * Asks, and waits for the answer.
     *
     * @param how what to ask, as the body
     * @throws CommandException when the service could not answer
     */
    JsonNode await(Map<String, ?> how) {
        String id = coordinator.post(path, how).path("id").asText();
        while (true) {
            JsonNode latest = coordinator.getPatiently(path + "/latest");
            if (!id.equals(latest.path("id").asText())
                    || latest.path("state").asText().equals("PENDING")) {
                Pause.brief();
                continue;
            }
            if (latest.path("state").asText().equals("FAILED")) {
                throw new CommandException(ExitCode.FAILED, Problem.failure(latest.path("failure")));
            }
            return latest;
        }
    }
}
