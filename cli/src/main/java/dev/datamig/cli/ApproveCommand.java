package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Let a run that waits for approval go on, and show how it goes.")
final class ApproveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(names = "--comment", description = "kept in the audit trail")
    @Nullable
    String comment;

    @Option(
            names = "--decide",
            paramLabel = "COLUMN=STRATEGY",
            converter = ColumnDecision.Reader.class,
            description = "where the run asks what becomes of columns: a rule for one, such as"
                    + " 'ids:public.person(nick)=fake,generator=givenName'; may be given more than once")
    List<ColumnDecision> decisions = new ArrayList<>();

    @Option(
            names = "--others",
            paramLabel = "nullify|keep",
            description = "what becomes of all other columns that look personal and have no rule")
    @Nullable
    String others;

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        String path = "/runs/" + Coordinator.escaped(run);
        coordinator.post(path + "/approve", body());
        ProgressBoard board = options.json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView rested = new RunFollower(coordinator, board, Clock.systemUTC()).follow(run);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get(path));
            return rested.state() == RunState.COMPLETED ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        return RunOutcome.tell(terminal, coordinator, rested, RunState.COMPLETED);
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        if (comment != null) {
            body.put("comment", comment);
        }
        if (!decisions.isEmpty()) {
            body.put("decisions", decisions.stream().map(ColumnDecision::rule).toList());
        }
        if (others != null) {
            body.put("others", others);
        }
        return body;
    }
}
