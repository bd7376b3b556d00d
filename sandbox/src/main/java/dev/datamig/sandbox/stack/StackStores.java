package dev.datamig.sandbox.stack;

import dev.datamig.sandbox.data.SandboxServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the stores of a stack come from: the sandbox makes its own, a user's landscape names theirs. */
sealed interface StackStores extends AutoCloseable permits SandboxStores, OwnStores {

    /** Starts what has to be started, and gives the landscape. */
    Configured start();

    /** Fills what has to be filled; called once, after {@link #start()}. */
    void fill();

    @Override
    void close();

    /**
     * How the services find the stores.
     *
     * @param rules absent: the services' default
     * @param environment what the landscape asks for in {@code ${…}}
     */
    record Configured(
            Path landscape,
            @Nullable Path rules,
            @Nullable Path validationRules,
            Map<String, String> environment,
            @Nullable SandboxServers sandbox,
            List<StackState.Server> servers,
            List<StackState.StoreAccess> stores) {}
}
