package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import dev.datamig.sandbox.check.CertFingerprint;
import dev.datamig.sandbox.check.SandboxCheck;
import dev.datamig.sandbox.check.SandboxCheckResult;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Everything from nothing. The stack belongs to this process: it ends with it, also when it is killed, unless {@code --keep} says
 * that it shall stay.
 */
@Command(
        name = "demo",
        description = "Start everything from nothing, migrate one district, check CERT, show the result."
                + " Earlier local runs are forgotten.")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--students",
            paramLabel = "N",
            description = "size of the district; default: ${DEFAULT-VALUE}; 75000 is the reference district")
    int students = StackOrder.DEFAULT_STUDENTS;

    @Option(names = "--district", paramLabel = "ID", description = "which district; default: the sandbox's largest")
    @Nullable
    String district;

    @Option(names = "--keep", description = "leave everything running afterwards")
    boolean keep;

    @Option(names = "--port", description = "where the coordinator listens; default: ${DEFAULT-VALUE}")
    int port = StackOrder.DEFAULT_PORT;

    @Option(
            names = "--instances",
            paramLabel = "SERVICE=N",
            description = "processes of a service; may be given for several")
    Map<String, Integer> instances = Map.of();

    @Option(names = "--rules", paramLabel = "FILE", description = "anonymization rules; default: the sandbox's")
    @Nullable
    Path rules;

    @Option(names = "--validation-rules", paramLabel = "FILE", description = "validation rules; default: the sandbox's")
    @Nullable
    Path validationRules;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DistrictSize.require(students);
        UpCommand.requireReadable(rules, "--rules");
        UpCommand.requireReadable(validationRules, "--validation-rules");
        Terminal terminal = surroundings.terminal();
        var order = new StackOrder(
                students,
                true,
                null,
                UpCommand.absolute(rules),
                UpCommand.absolute(validationRules),
                port,
                instances,
                BackgroundStack.launcher());
        surroundings.stack().refuseWhenRunning();
        terminal.line(terminal.bold("Starting") + " PostgreSQL, Kafka, Neo4j and five services");
        try (var stack = OwnedStack.start(surroundings.stack(), order, line -> terminal.line("  " + line))) {
            terminal.line("  console " + stack.state().coordinator() + "   Swagger UI "
                    + StackSummary.swagger(stack.state()));
            int code = migrate(stack.state());
            end(stack);
            return code;
        }
    }

    private int migrate(StackState state) {
        Terminal terminal = surroundings.terminal();
        SandboxServers servers = state.requiredSandbox();
        String chosen = district == null ? SandboxData.defaultDistrict() : district;
        CertFingerprint before = CertFingerprint.take(servers);
        Coordinator coordinator = surroundings.coordinator(state.coordinator());
        String id = coordinator
                .post("/runs", Map.of("districtId", chosen))
                .path("id")
                .asText();
        terminal.line(terminal.bold("Migrating") + " district " + chosen + " as " + id);
        RunView run = new RunFollower(coordinator, new ProgressBoard(terminal), Clock.systemUTC()).follow(id);
        var reports = SavedReports.fetch(coordinator, id, surroundings.folder().reports());
        if (run.state() != RunState.COMPLETED) {
            int code = RunOutcome.tell(terminal, coordinator, run, RunState.COMPLETED);
            terminal.message("  logs: ./datamig logs, or the folder "
                    + surroundings.folder().logs());
            return code;
        }
        SandboxCheckResult check = SandboxCheck.check(servers, chosen, before);
        new DemoSummary(terminal, run, TableView.all(coordinator.get("/runs/" + id + "/tables")), check, reports)
                .print();
        return check.passed() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    private void end(OwnedStack stack) {
        Terminal terminal = surroundings.terminal();
        terminal.line();
        if (keep) {
            stack.keep();
            terminal.line("Everything keeps running. Console " + stack.state().coordinator()
                    + "; URLs and passwords: ./datamig status");
            terminal.line("Undo the migration: ./datamig rollback RUN.  Stop everything: ./datamig down");
        } else {
            terminal.line("Stopping (--keep leaves everything running)");
        }
    }
}
