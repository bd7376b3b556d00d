package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "classify",
        description =
                "Say which columns of the stores look personal, why, and which rule covers each; draft rules for them.")
final class ClassifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Option(
            names = "--draft",
            paramLabel = "FILE",
            description = "write drafted rules there, to be edited; an existing file is not overwritten")
    @Nullable
    Path draft;

    @Option(names = "--all", description = "show columns that do not look personal too")
    boolean all;

    ClassifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (draft != null && Files.exists(draft)) {
            throw new CommandException(ExitCode.USAGE, draft + " is there already; name another file");
        }
        Terminal terminal = surroundings.terminal();
        Coordinator coordinator = surroundings.coordinator(options.url);
        JsonNode answer = new Request(coordinator, "/classifications").await(java.util.Map.of());
        if (options.json) {
            CoordinatorOptions.print(terminal, answer);
        } else {
            show(terminal, answer);
        }
        if (draft != null) {
            write(draft, coordinator.text("/classifications/latest/draft", "application/yaml"));
            terminal.message("drafted rules: " + draft);
        }
        return ExitCode.OK.code();
    }

    private void show(Terminal terminal, JsonNode answer) {
        for (JsonNode column : answer.path("result").path("columns")) {
            if (all || column.hasNonNull("dataClass")) {
                terminal.line(line(column));
            }
        }
        answer.path("result").path("obstacles").forEach(text -> terminal.line(terminal.bad("! ") + text.asText()));
        answer.path("result").path("warnings").forEach(text -> terminal.line("- " + text.asText()));
        JsonNode sums = answer.path("answer");
        terminal.line("%d columns, %d look personal, %d of them without a rule"
                .formatted(
                        sums.path("columns").asInt(),
                        sums.path("personal").asInt(),
                        sums.path("undecided").asInt()));
    }

    private static String line(JsonNode column) {
        String rule = column.path("undecided").asBoolean()
                ? "NO RULE"
                : column.path("strategy").asText()
                        + (column.hasNonNull("rule")
                                ? " (" + column.path("rule").asText() + ")"
                                : "");
        return String.format(
                Locale.ROOT,
                "%-18s %.2f  %s(%s)  %s  %s",
                column.path("dataClass").asText("-"),
                column.path("confidence").asDouble(),
                column.path("table").asText(),
                column.path("column").asText(),
                rule,
                column.path("reason").asText());
    }

    private static void write(Path file, String yaml) {
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("the draft could not be written to " + file, e);
        }
    }
}
