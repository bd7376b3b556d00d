package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunState;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "migrate", description = "Migrate a district and show how it goes.")
final class MigrateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "DISTRICT", description = "the district's id")
    String district = "";

    @Option(names = "--dry-run", description = "plan and check everything, write nothing to CERT")
    boolean dryRun;

    @Option(names = "--skip-load", description = "stop after the sealed manifest")
    boolean skipLoad;

    @Option(
            names = "--skip-extraction",
            description =
                    "do not read PROD: load the files that the district's newest sealed run left, or those of --reuse")
    boolean skipExtraction;

    @Option(names = "--reuse", paramLabel = "RUN", description = "the run whose sealed files are used again")
    @Nullable
    String reuseRun;

    @Option(names = "--strategy", description = "insert, upsert, merge, replace or remap; default: insert")
    LoadStrategy strategy = LoadStrategy.INSERT;

    @Option(
            names = "--table-strategy",
            paramLabel = "STORE:TABLE=STRATEGY",
            description = "another strategy for one table; may be repeated")
    Map<String, LoadStrategy> tableStrategies = new HashMap<>();

    @Option(names = "--require-approval", description = "wait for ./datamig approve before anything is loaded")
    boolean requireApproval;

    @Option(names = "--backup", description = "keep rows of CERT that the load may change; see restore")
    boolean backup;

    @Option(names = "--read-first", description = "mask nothing before the last row of PROD is read")
    boolean readFirst;

    @Option(names = "--no-wait", description = "return as soon as the run is enqueued")
    boolean noWait;

    MigrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode created = coordinator.post("/runs", Map.of("districtId", district, "options", runOptions()));
        String id = created.path("id").asText();
        if (noWait) {
            show(terminal, created, "enqueued " + id);
            return ExitCode.OK.code();
        }
        ProgressBoard board = options.json ? ProgressBoard.silent() : new ProgressBoard(terminal);
        RunView run = new RunFollower(coordinator, board, Clock.systemUTC()).follow(id);
        if (options.json) {
            CoordinatorOptions.print(terminal, coordinator.get("/runs/" + id));
            return run.state() == RunState.COMPLETED ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        int code = RunOutcome.tell(terminal, coordinator, run, RunState.COMPLETED);
        if (dryRun && run.state() == RunState.COMPLETED || run.state() == RunState.AWAITING_APPROVAL) {
            PlanWarnings.tell(terminal, coordinator, id);
        }
        return code;
    }

    private void show(Terminal terminal, JsonNode answer, String text) {
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else {
            terminal.line(text);
        }
    }

    private Map<String, Object> runOptions() {
        Map<String, Object> chosen = new HashMap<>();
        chosen.put("dryRun", dryRun);
        chosen.put("skipLoad", skipLoad);
        chosen.put("skipExtraction", skipExtraction);
        chosen.put("loadStrategy", strategy.name().toLowerCase(Locale.ROOT));
        chosen.put("requireApproval", requireApproval);
        if (!tableStrategies.isEmpty()) {
            Map<String, String> tables = new HashMap<>();
            tableStrategies.forEach((table, how) -> tables.put(table, how.text()));
            chosen.put("tableStrategies", tables);
        }
        chosen.put("backup", backup);
        chosen.put("readFirst", readFirst);
        if (reuseRun != null) {
            chosen.put("reuseRun", reuseRun);
        }
        return chosen;
    }
}
