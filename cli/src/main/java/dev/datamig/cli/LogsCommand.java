package dev.datamig.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Print the end of a log, or list the logs when no service is named.")
final class LogsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "a service or server as in the list: extractor, kafka, postgres-cert, …")
    @Nullable
    String service;

    @Option(names = "--lines", description = "how many lines from the end; default: ${DEFAULT-VALUE}; 0 for all")
    int lines = 200;

    LogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Path> logs = logs();
        if (service == null) {
            logs.forEach(log -> surroundings.terminal().line(name(log) + "  " + log));
            return ExitCode.OK.code();
        }
        Path log = logs.stream()
                .filter(file -> name(file).equals(service) || name(file).equals(service.replace("-service", "")))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "there is no log of " + service + "; there are: "
                                + String.join(
                                        ", ",
                                        logs.stream().map(LogsCommand::name).toList())));
        print(log);
        return ExitCode.OK.code();
    }

    private void print(Path log) {
        try {
            List<String> all = Files.readAllLines(log);
            int from = lines <= 0 ? 0 : Math.max(0, all.size() - lines);
            all.subList(from, all.size()).forEach(surroundings.terminal()::line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private List<Path> logs() {
        Path folder = surroundings.folder().logs();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String name(Path log) {
        return log.getFileName().toString().replaceFirst("\\.log$", "");
    }
}
