package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that asks a coordinator has in common. */
final class CoordinatorOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the coordinator; default: DATAMIG_URL, else the stack that runs here")
    @Nullable
    String url;

    @Option(names = "--json", description = "print the coordinator's answer as JSON, for scripts")
    boolean json;

    static void print(Terminal terminal, JsonNode answer) {
        terminal.line(new String(Json.writePretty(answer), StandardCharsets.UTF_8));
    }
}
