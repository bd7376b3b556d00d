package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "select", description = "Rank the districts by size, activity and priority.")
final class SelectCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Option(names = "--top", paramLabel = "N", description = "how many to list; default: ${DEFAULT-VALUE}")
    int top = 20;

    @Option(names = "--exact", description = "count the rows of every district; else those of the first ones only")
    boolean exact;

    SelectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = new Request(coordinator, "/selections").await(Map.of("top", top, "exactCounts", exact));
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else {
            new RankingView(answer.path("result")).print(terminal);
        }
        return ExitCode.OK.code();
    }
}
