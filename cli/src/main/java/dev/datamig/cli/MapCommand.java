package dev.datamig.cli;

import dev.datamig.contracts.RunId;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.KeyText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    DisclosureOptions disclosure = new DisclosureOptions();

    MapCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DataKey key = key();
        var map = new RunMap(disclosure.location(surroundings), new RunId(run), key);
        try {
            map.requireReadable();
            disclosure.note(surroundings.coordinator(options.url), run, "consistency-map", "");
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
