package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "runs", description = "List the runs, the newest first.")
final class RunsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = coordinator.get("/runs");
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
            return ExitCode.OK.code();
        }
        for (JsonNode one : Listing.items(answer)) {
            terminal.line(line(RunView.of(one)));
        }
        return ExitCode.OK.code();
    }

    static String line(RunView run) {
        return "%-28s %-22s %-8s %s"
                .formatted(run.id(), run.state(), run.districtId(), run.districtName())
                .stripTrailing();
    }
}
