package dev.datamig.sandbox.servers;

import dev.datamig.sandbox.servers.WatchedProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several Neo4j servers that share one JVM. */
public final class Neo4jServers implements AutoCloseable {

    public static final String USERNAME = "neo4j";

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** One server's folder, port and password (at least 8 characters). */
    public record Instance(Path folder, int port, String password) {}

    /**
     * How they are started.
     *
     * @param folder for what they share, made when absent
     * @param logs the folder for their common log
     * @param heap such as {@code 512m}
     * @param jvmOptions further options of their JVM
     */
    public record Plan(List<Instance> instances, Path folder, Path logs, String heap, List<String> jvmOptions) {}

    private final WatchedProcess process;
    private final List<Neo4jServer> servers;

    private Neo4jServers(WatchedProcess process, List<Neo4jServer> servers) {
        this.process = process;
        this.servers = servers;
    }

    /** Starts them and returns when all answer. */
    public static Neo4jServers start(Plan plan) {
        for (Instance instance : plan.instances()) {
            if (!FreePorts.isFree(instance.port())) {
                throw new ServerStartException("Neo4j cannot start: port " + instance.port() + " is taken");
            }
        }
        try {
            Files.createDirectories(plan.folder());
            Path ready = plan.folder().resolve("ready");
            Files.deleteIfExists(ready);
            WatchedProcess process = WatchedProcess.start(process(plan, ready));
            process.awaitReady(() -> Files.exists(ready), INTERVAL, LIMIT);
            return new Neo4jServers(
                    process,
                    plan.instances().stream()
                            .map(one -> new Neo4jServer("bolt://127.0.0.1:" + one.port(), USERNAME, one.password()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Neo4j's folder " + plan.folder() + " could not be prepared", e);
        }
    }

    private static WatchedProcess.Plan process(Plan plan, Path ready) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + plan.heap()));
        options.addAll(plan.jvmOptions());
        List<String> arguments = new ArrayList<>(List.of(ready.toString()));
        Map<String, String> passwords = new HashMap<>();
        for (Instance instance : plan.instances()) {
            arguments.add(instance.folder().toString());
            arguments.add(Integer.toString(instance.port()));
            passwords.put("NEO4J_PASSWORD_" + instance.port(), instance.password());
        }
        return new WatchedProcess.Plan(
                "Neo4j",
                ServerLibraries.java(Neo4jMain.class, options, arguments),
                passwords,
                plan.logs().resolve("neo4j.log"),
                plan.folder().resolve("mark"),
                StopSignal.TERM,
                Duration.ofSeconds(30));
    }

    /** In the order of the plan. */
    public List<Neo4jServer> servers() {
        return servers;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
