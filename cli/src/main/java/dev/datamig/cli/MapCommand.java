package dev.datamig.cli;

import dev.datamig.contracts.RunId;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.KeyText;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "map",
        description = "Show what became of each original of a run, to the holder of the map key (DATAMIG_MAP_KEY or"
                + " DATAMIG_MAP_KEY_FILE). Noted in the run's audit trail first, with the reason.")
final class MapCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why you need to see originals")
    String reason = "";

    @Option(
            names = "--staging",
            paramLabel = "LOCATION",
            description = "the staging area; default: DATAMIG_STAGING, else that of the stack that runs here")
    @Nullable
    String staging;

    MapCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DataKey key = key();
        var map = new RunMap(location(), new RunId(run), key);
        try {
            map.requireReadable();
            surroundings
                    .coordinator(options.url)
                    .post(
                            "/runs/" + Coordinator.escaped(run) + "/disclosures",
                            Map.of("what", "consistency-map", "reason", reason, "by", user()));
            map.merged().forEach(this::print);
        } catch (StagingException e) {
            throw new CommandException(
                    ExitCode.ENVIRONMENT,
                    e.failure().code() + " " + "the map of " + run
                            + " cannot be read: it was written under another map key, or its file is damaged");
        }
        return ExitCode.OK.code();
    }

    private DataKey key() {
        try {
            return KeyText.require(
                    "DATAMIG_MAP_KEY",
                    Optional.ofNullable(surroundings.environment().apply("DATAMIG_MAP_KEY")),
                    Optional.ofNullable(surroundings.environment().apply("DATAMIG_MAP_KEY_FILE")));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private String location() {
        return Optional.ofNullable(staging)
                .or(() -> Optional.ofNullable(surroundings.environment().apply("DATAMIG_STAGING")))
                .orElseGet(() -> surroundings.folder().staging().toString());
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /** Tabs between, with the signs that would break the line written as escapes. */
    private void print(RunMap.Pair pair) {
        surroundings
                .terminal()
                .line(escaped(pair.domain()) + "\t" + escaped(pair.original()) + "\t" + escaped(pair.replacement()));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
