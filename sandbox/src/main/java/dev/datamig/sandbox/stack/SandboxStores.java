package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxLandscape;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.Neo4jServers;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sandbox's ten databases: a PostgreSQL cluster for PROD and one for CERT, a Neo4j server for each. */
final class SandboxStores implements StackStores {

    private final StackFolder folder;
    private final ServerSecrets secrets;
    private final StackOrder order;
    private final Consumer<String> log;
    private final ParallelStart started = new ParallelStart();
    private @Nullable SandboxServers servers;

    SandboxStores(StackFolder folder, ServerSecrets secrets, StackOrder order, Consumer<String> log) {
        this.folder = folder;
        this.secrets = secrets;
        this.order = order;
        this.log = log;
    }

    @Override
    public Configured start() {
        started.nextLayer();
        CompletableFuture<PostgresServer> prodStart = started.start(() -> postgres("prod", 15432, secrets.prod()));
        CompletableFuture<PostgresServer> certStart = started.start(() -> postgres("cert", 15433, secrets.cert()));
        CompletableFuture<Neo4jServers> graphStart = started.start(this::graphs);
        PostgresServer prod = ParallelStart.await(prodStart);
        PostgresServer cert = ParallelStart.await(certStart);
        Neo4jServers graphs = ParallelStart.await(graphStart);
        var reached = new SandboxServers(
                endpoint(prod),
                endpoint(cert),
                endpoint(graphs.servers().get(0)),
                endpoint(graphs.servers().get(1)));
        servers = reached;
        return configured(reached, describe(prod, cert, graphs));
    }

    private PostgresServer postgres(String name, int port, String password) {
        return PostgresServer.start(new PostgresCluster(
                name,
                folder.data().resolve("postgres-" + name),
                folder.logs(),
                FreePorts.preferably(port),
                password,
                Durability.DURABLE,
                "256MB"));
    }

    private Neo4jServers graphs() {
        Path home = folder.data().resolve("neo4j");
        return Neo4jServers.start(new Neo4jServers.Plan(
                List.of(
                        new Neo4jServers.Instance(home.resolve("prod"), FreePorts.preferably(17687), secrets.spProd()),
                        new Neo4jServers.Instance(home.resolve("cert"), FreePorts.preferably(17688), secrets.spCert())),
                home,
                folder.logs(),
                "1g",
                order.jvmOptions()));
    }

    private Configured configured(SandboxServers reached, List<StackState.Server> described) {
        Path landscape = order.withoutGraphs()
                ? SandboxLandscape.writeDatabases(reached, folder.landscape())
                : SandboxLandscape.write(reached, folder.landscape());
        Map<String, String> environment = SandboxLandscape.environment(reached);
        return new Configured(
                landscape,
                chosen(order.rules(), "anonymization-rules.yaml"),
                chosen(order.validationRules(), "validation-rules.yaml"),
                environment,
                reached,
                described,
                stores(landscape, environment));
    }

    /** The user's file, else the one that came with the sandbox's landscape, else none. */
    private @Nullable Path chosen(@Nullable String own, String name) {
        if (own != null) {
            return Stack.path(own);
        }
        Path shipped = folder.landscape().resolve(name);
        return Files.isRegularFile(shipped) ? shipped : null;
    }

    private static List<StackState.StoreAccess> stores(Path landscape, Map<String, String> environment) {
        var passwords = new Secrets(environment::get);
        return LandscapeFile.require(landscape).stores().stream()
                .map(store -> access(store, passwords))
                .toList();
    }

    private static StackState.StoreAccess access(Store store, Secrets passwords) {
        return new StackState.StoreAccess(
                store.name(),
                store.kind().name().toLowerCase(Locale.ROOT),
                side(passwords.resolve(store.source())),
                side(passwords.resolve(store.target())));
    }

    private static StackState.Access side(Endpoint endpoint) {
        return new StackState.Access(endpoint.url(), endpoint.username(), endpoint.password(), endpoint.database());
    }

    private List<StackState.Server> describe(PostgresServer prod, PostgresServer cert, Neo4jServers graphs) {
        return List.of(
                server("PostgreSQL (prod)", "127.0.0.1:" + prod.port(), prod.pid(), "postgres-prod.log"),
                server("PostgreSQL (cert)", "127.0.0.1:" + cert.port(), cert.pid(), "postgres-cert.log"),
                server("Neo4j (prod)", graphs.servers().get(0).boltUrl(), graphs.pid(), "neo4j.log"),
                server("Neo4j (cert)", graphs.servers().get(1).boltUrl(), graphs.pid(), "neo4j.log"));
    }

    private StackState.Server server(String name, String address, long pid, String logFile) {
        return new StackState.Server(
                name, address, pid, folder.logs().resolve(logFile).toString());
    }

    private static PgEndpoint endpoint(PostgresServer server) {
        return new PgEndpoint(server.host(), server.port(), server.username(), server.password());
    }

    private static BoltEndpoint endpoint(Neo4jServer server) {
        return new BoltEndpoint(server.boltUrl(), server.username(), server.password());
    }

    /** Data that is there already in this size stays: testers may have worked on it. */
    @Override
    public void fill() {
        SandboxServers reached = servers;
        if (reached == null) {
            throw new StackException("the sandbox's servers have not been started");
        }
        Path filled = folder.data().resolve("sandbox.json");
        String contents = Json.write(Map.of("students", order.students()));
        try {
            if (Files.exists(filled) && Files.readString(filled).equals(contents)) {
                log.accept("the sandbox's data is there already (" + order.students() + " students)");
                return;
            }
            Files.deleteIfExists(filled);
            SandboxData.create(reached, order.students(), log);
            Files.writeString(filled, contents);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note in " + filled + " that the sandbox is filled", e);
        }
    }

    @Override
    public void close() {
        started.close();
    }
}
