package dev.datamig.cli;

import dev.datamig.sandbox.stack.Health;
import dev.datamig.sandbox.stack.StackState;

/** What runs, for people. */
final class StackSummary {

    private StackSummary() {}

    static void print(Terminal terminal, StackState state) {
        terminal.line(terminal.bold("coordinator  " + state.coordinator()) + "   (Swagger UI: " + swagger(state) + ")");
        for (StackState.Service service : state.services()) {
            Health health = Health.of(service.url());
            terminal.line("  %-22s %-26s %s"
                    .formatted(
                            service.name(),
                            service.url(),
                            health == Health.UP ? terminal.good(health.name()) : terminal.bad(health.name())));
        }
        state.servers().forEach(server -> terminal.line("  %-22s %s".formatted(server.name(), server.address())));
        for (StackState.StoreAccess store : state.stores()) {
            terminal.line("  store %-5s PROD %s".formatted(store.name(), text(store.source())));
            terminal.line("        %-5s CERT %s".formatted("", text(store.target())));
        }
    }

    static String swagger(StackState state) {
        return state.coordinator() + "/q/swagger-ui";
    }

    private static String text(StackState.Access access) {
        return access.password() == null
                ? access.url()
                : access.url() + "  " + access.username() + " / " + access.password();
    }
}
