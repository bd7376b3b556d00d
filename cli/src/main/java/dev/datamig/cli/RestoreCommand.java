package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description =
                "Put rows of CERT back as they were before the load of a run with --backup, whatever became of them.")
final class RestoreCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(
            names = "--confirm",
            paramLabel = "RUN",
            description = "the run's id again, for scripts; else it is asked for")
    @Nullable
    String confirm;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String given = confirm == null ? ask(terminal) : confirm;
        if (!run.equals(given)) {
            throw new CommandException(ExitCode.USAGE, "not confirmed: nothing was put back");
        }
        String path = "/runs/" + Coordinator.escaped(run) + "/restore";
        JsonNode answer = coordinator.post(path, Map.of("confirm", given));
        while (answer.path("state").asText().equals("PENDING")) {
            Pause.brief();
            answer = coordinator.getPatiently(path);
        }
        boolean done = answer.path("state").asText().equals("DONE");
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else if (done) {
            tell(terminal, answer.path("tables"));
        } else {
            terminal.message(terminal.bad("nothing was put back"));
            terminal.message("  " + Problem.failure(answer.path("failure")));
        }
        return done ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    private String ask(Terminal terminal) {
        terminal.message(
                "This overwrites rows of CERT with what they were before " + run + ". Type the run's id to confirm:");
        String line = surroundings.readLine();
        return line == null ? "" : line.strip();
    }

    private static void tell(Terminal terminal, JsonNode tables) {
        tables.forEach(table -> terminal.line("%s: %d rows put back, %d overwritten, %d were so already"
                .formatted(
                        table.path("table").asText(),
                        table.path("inserted").asLong(),
                        table.path("updated").asLong(),
                        table.path("unchanged").asLong())));
        terminal.line(terminal.good("the rows are as they were before the load"));
    }
}
