package dev.datamig.validator.flow;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.neo4j.Neo4jTarget;
import dev.datamig.validator.postgres.PgTarget;
import java.util.HashMap;
import java.util.Map;

/** The targets, opened when first asked for. Not for several threads. */
final class Targets implements AutoCloseable {

    private final Landscape landscape;
    private final Secrets secrets;
    private final Map<String, Target> open = new HashMap<>();

    Targets(Landscape landscape, Secrets secrets) {
        this.landscape = landscape;
        this.secrets = secrets;
    }

    Target of(String store) {
        return open.computeIfAbsent(store, this::connect);
    }

    private Target connect(String name) {
        Store store = landscape
                .store(name)
                .orElseThrow(() -> new ValidatorException(
                        ValidatorCode.TARGET, "the landscape has no store " + name + " any more"));
        Endpoint endpoint = secrets.resolve(store.target());
        return switch (store) {
            case Store.Postgres postgres ->
                new PgTarget(postgres.name(), endpoint, postgres.load().json());
            case Store.Neo4j graph -> new Neo4jTarget(graph.name(), endpoint);
        };
    }

    @Override
    public void close() {
        open.values().forEach(Target::close);
    }
}
