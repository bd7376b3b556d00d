package dev.datamig.sandbox.stack;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stores of a user's own landscape. Nothing is started and nothing filled; credentials stay in the environment. */
record OwnStores(
        Path landscapeFile, @Nullable Path rules, @Nullable Path validationRules) implements StackStores {

    /** @throws dev.datamig.contracts.landscape.LandscapeFile.FaultyLandscapeException with all mistakes of the file */
    @Override
    public Configured start() {
        Landscape landscape = LandscapeFile.require(landscapeFile);
        return new Configured(
                landscapeFile.toAbsolutePath(),
                rules,
                validationRules,
                Map.of(),
                null,
                List.of(),
                landscape.stores().stream().map(OwnStores::access).toList());
    }

    private static StackState.StoreAccess access(Store store) {
        return new StackState.StoreAccess(
                store.name(),
                store.kind().name().toLowerCase(java.util.Locale.ROOT),
                side(store.source()),
                side(store.target()));
    }

    /** As the file has it: places for secrets stay places. */
    private static StackState.Access side(Endpoint endpoint) {
        return new StackState.Access(endpoint.url(), endpoint.username(), null, endpoint.database());
    }

    @Override
    public void fill() {
        // The user's stores hold what they hold.
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
