package dev.datamig.sandbox.servers;

import dev.datamig.sandbox.servers.WatchedProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running Kafka broker (KRaft, one node) on loopback. */
public final class KafkaServer implements AutoCloseable {

    /**
     * How it is started.
     *
     * @param folder for its log segments and configuration, made when absent
     * @param logs the folder for its log
     * @param port where clients connect
     * @param topics made before it is ready, with the broker's default of 6 partitions; others are made when first used
     * @param heap such as {@code 256m}
     * @param jvmOptions further options of its JVM
     */
    public record Plan(Path folder, Path logs, int port, List<String> topics, String heap, List<String> jvmOptions) {}

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final @Nullable Plan plan;
    private @Nullable WatchedProcess process;

    private KafkaServer(String bootstrapServers, @Nullable Plan plan) {
        this.bootstrapServers = bootstrapServers;
        this.plan = plan;
    }

    /** Starts it and returns when it serves. */
    public static KafkaServer start(Plan plan) {
        var server = new KafkaServer("127.0.0.1:" + plan.port(), plan);
        server.process = run(plan);
        return server;
    }

    /** One that somebody else started and stops. */
    public static KafkaServer at(String bootstrapServers) {
        return new KafkaServer(bootstrapServers, null);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Its process id; -1 for a server that this JVM did not start. */
    public long pid() {
        return process == null ? -1 : process.pid();
    }

    /** Whether its process runs; true for a server that this JVM did not start. */
    public boolean isAlive() {
        return process == null || process.isAlive();
    }

    /** Stops it and starts it again on the same port and data, for tests of clients that must survive that. */
    public void restart() {
        if (plan == null) {
            throw new ServerStartException("only a broker that this JVM started can be started again");
        }
        close();
        process = run(plan);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private static WatchedProcess run(Plan plan) {
        if (!FreePorts.isFree(plan.port())) {
            throw new ServerStartException("Kafka cannot start: port " + plan.port() + " is taken");
        }
        try {
            Files.createDirectories(plan.folder());
            Path ready = plan.folder().resolve("ready");
            Files.deleteIfExists(ready);
            Path properties = Files.writeString(plan.folder().resolve("server.properties"), properties(plan));
            WatchedProcess process = WatchedProcess.start(process(plan, properties, ready));
            process.awaitReady(() -> Files.exists(ready), INTERVAL, LIMIT);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's configuration could not be written to " + plan.folder(), e);
        }
    }

    private static WatchedProcess.Plan process(Plan plan, Path properties, Path ready) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + plan.heap()));
        options.addAll(plan.jvmOptions());
        List<String> arguments = new ArrayList<>(List.of(properties.toString(), ready.toString()));
        arguments.addAll(plan.topics());
        return new WatchedProcess.Plan(
                "Kafka",
                ServerLibraries.java(KafkaMain.class, options, arguments),
                Map.of(),
                plan.logs().resolve("kafka.log"),
                plan.folder().resolve("mark"),
                StopSignal.TERM,
                Duration.ofSeconds(20));
    }

    /** Small and quick to come back: one replica of everything, short session time-outs, little memory for the cleaner. */
    private static String properties(Plan plan) {
        int controller = FreePorts.any();
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.partitions=6
                auto.create.topics.enable=true
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                controlled.shutdown.enable=false
                log.cleaner.dedupe.buffer.size=4194304
                log.segment.bytes=67108864
                num.network.threads=2
                num.io.threads=4
                """.formatted(
                plan.port(), controller, plan.folder().resolve("log").toString().replace("\\", "/"));
    }
}
