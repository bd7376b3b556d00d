package dev.datamig.cli;

import dev.datamig.contracts.Json;
import dev.datamig.sandbox.stack.Health;
import dev.datamig.sandbox.stack.StackState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Show what runs: services with ports and health, the stores' URLs, the sandbox's credentials.")
final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "for scripts")
    boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        StackState state = surroundings.running();
        Terminal terminal = surroundings.terminal();
        if (json) {
            CoordinatorOptions.print(terminal, Json.mapper().valueToTree(document(state)));
        } else {
            StackSummary.print(terminal, state);
        }
        return ExitCode.OK.code();
    }

    private static Map<String, Object> document(StackState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("coordinator", state.coordinator());
        document.put("kafka", state.kafka());
        document.put(
                "services",
                state.services().stream().map(StatusCommand::service).toList());
        document.put("servers", state.servers());
        document.put("stores", state.stores());
        document.put("supervisor", Map.of("pid", state.supervisor().pid()));
        return document;
    }

    private static Map<String, Object> service(StackState.Service service) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", service.name());
        fields.put("url", service.url());
        fields.put("port", service.port());
        fields.put("pid", service.process().pid());
        fields.put("health", Health.of(service.url()));
        fields.put("log", service.log());
        return fields;
    }
}
