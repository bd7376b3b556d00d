package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "analyze", description = "Analyse the stores: tables, keys, references, cycles, order, volumes.")
final class AnalyzeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    AnalyzeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = new Request(coordinator, "/analyses").await();
        CoordinatorOptions.print(terminal, options.json ? answer : answer.path("result"));
        return ExitCode.OK.code();
    }
}
