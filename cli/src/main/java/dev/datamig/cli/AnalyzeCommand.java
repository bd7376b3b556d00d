package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "analyze",
        description = "Analyse the stores: tables, keys, references, cycles, order, volumes, likely references, drift.")
final class AnalyzeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Option(names = "--exact", description = "count rows instead of taking them from statistics; reads every table")
    boolean exact;

    AnalyzeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = new Request(coordinator, "/analyses").await(Map.of("exactCounts", exact));
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else {
            new AnalysisView(answer.path("result")).print(terminal);
        }
        return ExitCode.OK.code();
    }
}
