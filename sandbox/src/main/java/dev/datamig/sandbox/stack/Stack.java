package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Topics;
import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.KafkaServer;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.ProcessMark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation, held by this JVM.
 *
 * <ol>
 *   <li>Nobody else may hold one in the same folder ({@link StackLock}).
 *   <li>The stores' servers, the coordinator's database and Kafka start side by side.
 *   <li>The services start while the sandbox's stores are filled.
 *   <li>When all services are ready and the stores are full, the state is written.
 *   <li>Closing stops the services, then the servers. When this JVM dies, all of them notice and stop by themselves.
 * </ol>
 */
public final class Stack implements AutoCloseable {

    private static final String LOADED_AT_ONCE = "DATAMIG_LOADER_STORES_AT_ONCE";
    private static final String BROKER = "Kafka";

    private final StackFolder folder;
    private final StackOrder order;
    private final Consumer<String> log;
    private final ParallelStart started = new ParallelStart();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final StackLock lock;
    private @Nullable StackState state;
    private @Nullable KafkaServer broker;
    private boolean closing;

    private Stack(StackFolder folder, StackOrder order, Consumer<String> log) {
        this.folder = folder;
        this.order = order;
        this.log = log;
        this.lock = StackLock.take(folder);
    }

    /**
     * Starts everything and returns when it is healthy; when something fails, what had been started is stopped.
     *
     * @param log told what happens, one line at a time
     */
    public static Stack start(StackFolder folder, StackOrder order, Consumer<String> log) {
        return prepare(folder, order, log).start();
    }

    /** Takes the folder; {@link #start()} comes next. */
    static Stack prepare(StackFolder folder, StackOrder order, Consumer<String> log) {
        List<ServicePackage> unbuilt = ServicePackage.unbuilt(folder.root());
        if (!unbuilt.isEmpty()) {
            throw new StackException("not built yet: "
                    + String.join(
                            ", ",
                            unbuilt.stream().map(ServicePackage::shortName).toList())
                    + ". ./datamig builds them first");
        }
        return new Stack(folder, order, log);
    }

    Stack start() {
        try {
            new LeftOvers(folder, log).clear(order.fresh());
            startAll();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startAll() {
        started.nextLayer();
        ServerSecrets secrets = ServerSecrets.of(folder.data());
        StackStores stores = started.remember(stores(secrets));
        CompletableFuture<KafkaServer> kafka = started.start(this::kafka);
        CompletableFuture<PostgresServer> database = started.start(() -> coordinatorDatabase(secrets.coordinator()));
        log.accept("starting the servers");
        StackStores.Configured configured = stores.start();
        KafkaServer serving = ParallelStart.await(kafka);
        broker = serving;
        PostgresServer coordinator = ParallelStart.await(database);

        started.nextLayer();
        CompletableFuture<Void> filled = started.run(stores::fill);
        log.accept("starting the services");
        startServices(environment(configured, serving.bootstrapServers()), coordinator);
        ParallelStart.await(filled);
        services.forEach(ServiceProcess::awaitHealthy);
        StackState reached = describe(configured, serving, coordinator);
        reached.write(folder);
        state = reached;
    }

    private StackStores stores(ServerSecrets secrets) {
        String own = order.landscape();
        return own == null
                ? new SandboxStores(folder, secrets, order, log)
                : new OwnStores(Path.of(own), path(order.rules()), path(order.validationRules()));
    }

    static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text).toAbsolutePath();
    }

    private KafkaServer kafka() {
        return KafkaServer.start(new KafkaServer.Plan(
                folder.data().resolve("kafka"),
                folder.logs(),
                FreePorts.preferably(19092),
                Topics.WITH_DEAD_LETTERS,
                "256m",
                StackOrder.FIRST_COMPILER));
    }

    private PostgresServer coordinatorDatabase(String password) {
        PostgresServer server = PostgresServer.start(new PostgresCluster(
                "coordinator",
                folder.data().resolve("postgres-coordinator"),
                folder.logs(),
                FreePorts.preferably(15434),
                password,
                Durability.DURABLE,
                "64MB"));
        server.ensureDatabase("coordinator");
        return server;
    }

    private Map<String, String> environment(StackStores.Configured configured, String kafka) {
        Map<String, String> variables = new HashMap<>(configured.environment());
        variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        variables.put("DATAMIG_LANDSCAPE", configured.landscape().toString());
        variables.put("DATAMIG_STAGING", folder.staging().toString());
        if (configured.rules() != null) {
            variables.put("DATAMIG_RULES", configured.rules().toString());
        }
        if (configured.validationRules() != null) {
            variables.put(
                    "DATAMIG_VALIDATION_RULES", configured.validationRules().toString());
        }
        return variables;
    }

    private void startServices(Map<String, String> environment, PostgresServer database) {
        for (ServicePackage service : ServicePackage.values()) {
            Map<String, String> variables = new HashMap<>(environment);
            addKeys(service, variables);
            if (order.brief()) {
                variables.put("DATAMIG_EXTRACTOR_REHEARSE", "false");
                variables.put("DATAMIG_LOADER_REHEARSE", "false");
            }
            if (service == ServicePackage.LOADER
                    && order.landscape() == null
                    && System.getenv(LOADED_AT_ONCE) == null) {
                // the sandbox's databases share the cores of this machine
                int cores = Runtime.getRuntime().availableProcessors();
                variables.put(LOADED_AT_ONCE, Integer.toString(cores));
            }
            if (service == ServicePackage.COORDINATOR) {
                variables.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl("coordinator"));
                variables.put("QUARKUS_DATASOURCE_USERNAME", database.username());
                variables.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
                // a first start on a busy machine takes its time
                variables.put("DATAMIG_ANSWER_TIMEOUT", "60s");
            }
            int count = order.instancesOf(service);
            for (int i = 1; i <= count; i++) {
                String name = i == 1 ? service.shortName() : service.shortName() + "-" + i;
                services.add(started.remember(
                        ServiceProcess.start(folder, name, port(service), command(service), variables)));
            }
        }
    }

    private List<String> command(ServicePackage service) {
        return ServiceCommand.of(
                order.brief() ? StackOrder.FIRST_COMPILER : service.jvmOptions(),
                new AotCache(service, folder.root()).program(order.aot()));
    }

    private int port(ServicePackage service) {
        return FreePorts.preferably(service == ServicePackage.COORDINATOR ? order.port() : service.preferredPort());
    }

    /** A key that the user's environment gives already is left alone. */
    private void addKeys(ServicePackage service, Map<String, String> variables) {
        for (LocalKey key : service.keys()) {
            boolean given = System.getenv(key.variable()) != null || System.getenv(key.variable() + "_FILE") != null;
            if (!given) {
                variables.put(
                        key.variable() + "_FILE", key.file(folder.keys(), log).toString());
            }
        }
    }

    private StackState describe(StackStores.Configured configured, KafkaServer kafka, PostgresServer database) {
        List<StackState.Server> servers = new ArrayList<>(configured.servers());
        servers.add(new StackState.Server(
                "PostgreSQL (coordinator)",
                "127.0.0.1:" + database.port(),
                database.pid(),
                folder.logs().resolve("postgres-coordinator.log").toString()));
        servers.add(new StackState.Server(
                BROKER,
                kafka.bootstrapServers(),
                kafka.pid(),
                folder.logs().resolve("kafka.log").toString()));
        String url = services.stream()
                .filter(service -> service.state().name().equals(ServicePackage.COORDINATOR.shortName()))
                .map(ServiceProcess::url)
                .findFirst()
                .orElseThrow();
        return new StackState(
                ProcessMark.of(ProcessHandle.current()),
                url,
                kafka.bootstrapServers(),
                configured.sandbox(),
                order.students(),
                services.stream().map(ServiceProcess::state).toList(),
                servers,
                configured.stores());
    }

    /** What runs. @throws StackException before everything was started */
    public StackState state() {
        if (state == null) {
            throw new StackException("the stack has not been started");
        }
        return state;
    }

    /** Whether the folder was removed from under the stack. */
    public boolean isHomeless() {
        return lock.isLost();
    }

    /** Names of the services, and of the broker, whose process has ended by itself. */
    public synchronized List<String> fallen() {
        if (closing) {
            return List.of();
        }
        Stream<String> ended = services.stream()
                .filter(service -> !service.isAlive())
                .map(service -> service.state().name());
        KafkaServer running = broker;
        boolean silent = running != null && !running.isAlive();
        return Stream.concat(silent ? Stream.of(BROKER) : Stream.empty(), ended).toList();
    }

    /** Starts what has fallen again, in the same place and on the same data; the run that it worked at goes on by itself. */
    public synchronized void revive(String name) {
        if (closing) {
            return;
        }
        KafkaServer running = broker;
        if (name.equals(BROKER) && running != null) {
            running.restart();
        } else {
            services.stream()
                    .filter(service -> service.state().name().equals(name))
                    .forEach(ServiceProcess::revive);
        }
        StackState described = state;
        if (described != null && running != null) {
            state = described.withProcesses(
                    services.stream().map(ServiceProcess::state).toList(), BROKER, running.pid());
            state.write(folder);
        }
    }

    /** Stops the services, then the servers, and lets go of the folder. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        started.close();
        StackState.forget(folder.state());
        lock.close();
    }
}
