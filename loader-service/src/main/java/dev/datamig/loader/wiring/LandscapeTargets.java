package dev.datamig.loader.wiring;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.LoaderConfig;
import dev.datamig.loader.flow.Targets;
import dev.datamig.loader.neo4j.NeoTarget;
import dev.datamig.loader.postgres.PgTarget;
import dev.datamig.loader.target.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes a store's target from what the landscape says, each time anew so that a rotated secret is taken up. */
public final class LandscapeTargets implements Targets {

    private final Landscape landscape;
    private final Secrets secrets;
    private final LoaderConfig.Loading config;
    private final Optional<Duration> keep;
    private final Clock clock;

    /** @param keep how long ledgers of runs are kept of which the district has a newer one; empty for ever */
    public LandscapeTargets(
            Landscape landscape, Secrets secrets, LoaderConfig.Loading config, Optional<Duration> keep, Clock clock) {
        this.keep = keep;
        this.landscape = landscape;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Target of(String name) {
        Store store =
                landscape.store(name).orElseThrow(() -> LoadException.of(LoaderCode.UNKNOWN_STORE, "store " + name));
        Endpoint target = resolved(store, store.target());
        return switch (store) {
            case Store.Postgres pg ->
                new PgTarget(
                        new PgTarget.Address(name, source(pg), target, landscape.environment(), pg.references()),
                        new PgTarget.Limits(
                                config.connectTimeout(),
                                config.lockTimeout(),
                                config.turnTimeout(),
                                keep,
                                config.maxForeignChanges()),
                        clock);
            case Store.Neo4j neo ->
                new NeoTarget(
                        new NeoTarget.Address(name, source(neo), target, landscape.environment(), neo.keys()),
                        new NeoTarget.Limits(
                                config.connectTimeout(),
                                config.graphBatch(),
                                keep,
                                config.graphTransaction(),
                                config.graphTransactionMemory(),
                                config.maxForeignChanges()),
                        clock);
        };
    }

    private Endpoint resolved(Store store, Endpoint endpoint) {
        try {
            return secrets.resolve(endpoint);
        } catch (Secrets.MissingSecretException e) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "store " + store.name() + ": " + e.getMessage(), e);
        }
    }

    /** A loader need not know the source's secrets; then the address alone is compared. */
    private Endpoint source(Store store) {
        try {
            return secrets.resolve(store.source());
        } catch (Secrets.MissingSecretException e) {
            return store.source();
        }
    }
}
