package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "select", description = "Rank the districts by size, activity and priority.")
final class SelectCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    SelectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = new Request(coordinator, "/selections").await();
        CoordinatorOptions.print(terminal, options.json ? answer : answer.path("result"));
        return ExitCode.OK.code();
    }
}
