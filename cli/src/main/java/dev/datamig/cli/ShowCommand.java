package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a run: its phases and what happened to each table.")
final class ShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String path = "/runs/" + Coordinator.escaped(run);
        JsonNode answer = coordinator.get(path);
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
            return ExitCode.OK.code();
        }
        RunView view = RunView.of(answer);
        terminal.line(terminal.bold(view.id()) + "  " + view.state() + "  district " + view.districtId() + " "
                + view.districtName());
        Instant now = Instant.now();
        view.phases().forEach(phase -> terminal.line(ProgressBoard.line(phase, now)));
        String silence = ProgressBoard.silence(view, now);
        if (!silence.isEmpty()) {
            terminal.line(silence);
        }
        if (view.failure() != null) {
            terminal.line("  " + view.failure());
            Objections.tell(terminal, coordinator, view);
        }
        terminal.line();
        TableView.header(terminal);
        TableView.all(coordinator.get(path + "/tables")).forEach(table -> table.print(terminal));
        return ExitCode.OK.code();
    }
}
