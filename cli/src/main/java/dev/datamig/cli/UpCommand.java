package dev.datamig.cli;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Start everything in the background: the sandbox's stores, or with --landscape the services on your own."
                        + " Returns when all is healthy.")
final class UpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--landscape", paramLabel = "FILE", description = "your own stores; no sandbox is started")
    @Nullable
    Path landscape;

    @Option(names = "--rules", paramLabel = "FILE", description = "anonymization rules; default: what ships")
    @Nullable
    Path rules;

    @Option(names = "--validation-rules", paramLabel = "FILE", description = "validation rules; default: what ships")
    @Nullable
    Path validationRules;

    @Option(
            names = "--port",
            description = "where the coordinator listens; default: ${DEFAULT-VALUE}; another when it is taken")
    int port = StackOrder.DEFAULT_PORT;

    @Option(
            names = "--instances",
            paramLabel = "SERVICE=N",
            description = "processes of a service; may be given for several")
    Map<String, Integer> instances = Map.of();

    @Option(
            names = "--students",
            paramLabel = "N",
            description = "size of the sandbox's reference district; default: ${DEFAULT-VALUE}")
    int students = StackOrder.DEFAULT_STUDENTS;

    @Option(names = "--fresh", description = "forget earlier runs, staged files and the sandbox's data")
    boolean fresh;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DistrictSize.require(students);
        Terminal terminal = surroundings.terminal();
        if (landscape != null) {
            // Read here too, so that mistakes are shown before anything is started.
            requireSecrets(LandscapeFile.require(landscape));
        }
        requireReadable(rules, "--rules");
        requireReadable(validationRules, "--validation-rules");
        var order = new StackOrder(
                students,
                fresh,
                absolute(landscape),
                absolute(rules),
                absolute(validationRules),
                port,
                instances,
                null);
        StackState state = surroundings.stack().start(order, line -> terminal.message("  " + line));
        StackSummary.print(terminal, state);
        return ExitCode.OK.code();
    }

    /** The services inherit this environment: what is missing here, is missing there. */
    private static void requireSecrets(Landscape landscape) {
        Set<String> missing = new LinkedHashSet<>();
        Secrets secrets = Secrets.ofProcess();
        for (Store store : landscape.stores()) {
            for (Endpoint endpoint : List.of(store.source(), store.target())) {
                try {
                    secrets.resolve(endpoint);
                } catch (Secrets.MissingSecretException e) {
                    missing.add("store " + store.name() + ": " + e.getMessage());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", missing));
        }
    }

    static void requireReadable(@Nullable Path file, String option) {
        if (file != null && !Files.isReadable(file)) {
            throw new CommandException(ExitCode.USAGE, option + " " + file + " cannot be read: check the path");
        }
    }

    static @Nullable String absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().normalize().toString();
    }
}
