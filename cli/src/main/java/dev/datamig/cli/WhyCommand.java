package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Say why a row belongs to a run's district: the chain of references from a root to it.")
final class WhyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Parameters(index = "1", paramLabel = "STORE", description = "the store")
    String store = "";

    @Parameters(index = "2", paramLabel = "TABLE", description = "the table as SQL writes it, or the node's label")
    String table = "";

    @Parameters(index = "3..*", arity = "1..*", paramLabel = "KEY", description = "the row's key, a value per column")
    List<String> key = new ArrayList<>();

    WhyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        String query = "/runs/" + Coordinator.escaped(run) + "/why?store=" + Coordinator.escaped(store) + "&table="
                + Coordinator.escaped(table)
                + key.stream().map(part -> "&key=" + Coordinator.escaped(part)).collect(Collectors.joining());
        JsonNode answer = surroundings.coordinator(options.url).get(query);
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
            return ExitCode.OK.code();
        }
        JsonNode chain = answer.path("answer").path("chain");
        if (chain.isEmpty()) {
            terminal.line("The row is there, but it does not belong to the district.");
            return ExitCode.OK.code();
        }
        chain.forEach(step -> terminal.line(line(step)));
        String membership = answer.path("answer").path("membership").asText("");
        terminal.line(
                membership.equals("REFERENCE")
                        ? "It is there because a row of the district needs it."
                        : "It belongs to the district.");
        return ExitCode.OK.code();
    }

    private static String line(JsonNode step) {
        List<String> key = new ArrayList<>();
        step.path("key").forEach(part -> key.add(part.asText()));
        boolean root = !step.has("how");
        return "  " + step.path("table").asText() + " (" + String.join(", ", key) + ")   "
                + (root
                        ? "a root of the district"
                        : step.path("because").asText() + ": "
                                + step.path("how").asText());
    }
}
