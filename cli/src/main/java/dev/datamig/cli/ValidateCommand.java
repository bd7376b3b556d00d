package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Audit CERT against a run: counts, references, rules, leaks.")
final class ValidateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = coordinator.post("/runs/" + Coordinator.escaped(run) + "/validation", null);
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else {
            Findings.print(terminal, answer);
        }
        return answer.path("passed").asBoolean(false) ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
