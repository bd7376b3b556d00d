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
        description =
                "Say why a row belongs to a run's district, the chain of references from a root to it, or why it does not.")
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
            absent(terminal, answer.path("answer").path("absence"));
            return ExitCode.OK.code();
        }
        chain.forEach(step -> terminal.line(line(step, "a root of the district")));
        String membership = answer.path("answer").path("membership").asText("");
        terminal.line(
                membership.equals("REFERENCE")
                        ? "It is there because a row of the district needs it."
                        : "It belongs to the district.");
        return ExitCode.OK.code();
    }

    private static void absent(Terminal terminal, JsonNode absence) {
        absence.path("chain").forEach(step -> terminal.line(line(step, "a root that is not the district's")));
        switch (absence.path("because").asText("")) {
            case "OTHER_DISTRICT" ->
                terminal.line("The row is there, but it hangs on a root that is not the district's.");
            case "LEFT_OUT" ->
                terminal.line("The row is there, but it refers to nothing, or to a row that does, and the landscape has"
                        + " such rows left out (orphans, leaveOut).");
            case "UNCONNECTED" ->
                terminal.line("The row is there, but no row of the district owns it, and none in the subset needs it.");
            default -> terminal.line("The row is there, but it does not belong to the district.");
        }
        absence.path("parents").forEach(parent -> terminal.line(line(parent.path("row"), "") + " — " + fate(parent)));
    }

    private static String fate(JsonNode parent) {
        boolean followed = parent.path("followed").asBoolean();
        return switch (parent.path("membership").asText("")) {
            case "OWNED" ->
                followed
                        ? "belongs to the district"
                        : "belongs to the district, but the landscape does not follow this reference to the children (traverse)";
            case "REFERENCE" -> "is only there because a row of the district needs it: what refers to it stays behind";
            default -> "is not in the subset either";
        };
    }

    private static String line(JsonNode step, String root) {
        List<String> key = new ArrayList<>();
        step.path("key").forEach(part -> key.add(part.asText()));
        return "  " + step.path("table").asText() + " (" + String.join(", ", key) + ")   "
                + (step.has("how")
                        ? step.path("because").asText() + ": "
                                + step.path("how").asText()
                        : root);
    }
}
