package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "wave", description = "Migrate many districts, a few at a time.")
final class WaveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(arity = "1..*", paramLabel = "DISTRICT", description = "the districts' ids")
    List<String> districts = List.of();

    @Option(names = "--concurrency", description = "how many at once; default: 2")
    int concurrency = 2;

    WaveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode wave = coordinator.post("/waves", Map.of("districts", districts, "concurrency", concurrency));
        String path = "/waves/" + Coordinator.escaped(wave.path("id").asText());
        while (!wave.path("ended").asBoolean(false)) {
            Pause.brief();
            wave = coordinator.getPatiently(path);
        }
        if (options.json) {
            CoordinatorOptions.print(terminal, wave);
        } else {
            Listing.items(wave.path("runs")).forEach(run -> terminal.line(RunsCommand.line(RunView.of(run))));
        }
        boolean all = wave.path("states").path(RunState.COMPLETED.name()).asInt() == districts.size();
        return all ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
