package dev.datamig.sandbox.stack;

import dev.datamig.sandbox.servers.ProcessMark;
import dev.datamig.sandbox.servers.WatchedProcess;
import dev.datamig.sandbox.servers.WatchedProcess.StopSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One process of a service, started from its Quarkus package. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    /** Work in flight comes to its end; a recording service writes a hundred megabytes when it has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final String name;
    private final int port;
    private final WatchedProcess.Plan plan;
    private volatile WatchedProcess process;

    private ServiceProcess(String name, int port, WatchedProcess.Plan plan) {
        this.name = name;
        this.port = port;
        this.plan = plan;
        this.process = WatchedProcess.start(plan);
    }

    /** @param environment what it is configured with, besides its port */
    static ServiceProcess start(
            StackFolder folder, String name, int port, List<String> command, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("DATAMIG_INSTANCE", name);
        return new ServiceProcess(
                name,
                port,
                new WatchedProcess.Plan(
                        name,
                        command,
                        variables,
                        folder.logs().resolve(name + ".log"),
                        folder.home().resolve("marks").resolve(name + ".mark"),
                        StopSignal.TERM,
                        PATIENCE));
    }

    /** Waits until it says that it is ready for work. */
    void awaitHealthy() {
        process.awaitReady(() -> Health.isReady(url()), INTERVAL, LIMIT);
    }

    /** Starts it again in the same place after it has ended. */
    void revive() {
        process = WatchedProcess.start(plan);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    StackState.Service state() {
        return new StackState.Service(
                name,
                url(),
                port,
                new ProcessMark(process.pid(), process.startedAt()),
                process.log().toString());
    }

    @Override
    public void close() {
        process.close();
    }
}
