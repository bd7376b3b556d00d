package dev.datamig.loader.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.loader.target.Target;
import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Two equal copies of each of CERT's databases: one for the loader, one for bare COPY. */
final class SpeedTargets implements AutoCloseable {

    private static final String ACCOUNT = "datamig_loader";
    private static final String PASSWORD = "loader-of-invented-data";

    private final PostgresServer server;
    private final Path folder;
    private final boolean log;

    private SpeedTargets(PostgresServer server, Path folder, boolean log) {
        this.server = server;
        this.folder = folder;
        this.log = log;
    }

    static SpeedTargets start(Path folder, List<String> stores, boolean log) throws IOException {
        Map<?, ?> passwords = Json.read(Files.readAllBytes(folder.resolve("data/server-passwords.json")), Map.class);
        var server = PostgresServer.start(new PostgresCluster(
                "cert",
                folder.resolve("data/postgres-cert"),
                folder.resolve("logs"),
                FreePorts.any(),
                String.valueOf(passwords.get("cert")),
                Durability.DURABLE,
                "256MB"));
        for (String store : stores) {
            server.execute(store, "drop schema if exists datamig cascade", "vacuum full", "vacuum analyze");
        }
        return new SpeedTargets(server, folder, log);
    }

    /** Makes both copies of a store anew. */
    void fresh(String store) {
        for (String name : List.of(loader(store), floor(store))) {
            server.execute("postgres", "drop database if exists " + name + " with (force)");
            server.execute(
                    "postgres",
                    "create database " + name + " template " + store,
                    "comment on database " + name + " is 'datamig-environment=CERT'",
                    "grant connect, create, temporary on database " + name + " to " + ACCOUNT);
            if (log) {
                server.execute("postgres", "alter database " + name + " set log_min_duration_statement = 1");
            }
        }
        server.execute("postgres", "checkpoint");
    }

    private static String loader(String store) {
        return "speed_" + store + "_loader";
    }

    private static String floor(String store) {
        return "speed_" + store + "_floor";
    }

    Landscape landscape() {
        return LandscapeFile.require(folder.resolve("landscape/landscape.yaml"));
    }

    Target loaded(String store) {
        Store described = landscape().store(store).orElseThrow();
        Store.Postgres pg = (Store.Postgres) described;
        var source = new Endpoint("jdbc:postgresql://127.0.0.1:1/none", "none", "none", null);
        return new PgTarget(
                new PgTarget.Address(store, source, endpoint(loader(store)), "CERT", pg.references()),
                new PgTarget.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20)),
                Clock.systemUTC());
    }

    private Endpoint endpoint(String database) {
        return new Endpoint(server.jdbcUrl(database), ACCOUNT, PASSWORD, null);
    }

    PgSession loaderSession(String store) {
        return session(loader(store));
    }

    PgSession floorSession(String store) {
        return session(floor(store));
    }

    private PgSession session(String database) {
        PgSession session = PgSession.open(endpoint(database), Duration.ofSeconds(5));
        session.useCanonicalText(Duration.ofSeconds(10));
        return session;
    }

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    /** @return seconds on the wall, of this JVM's processors, of the server's */
    double[] timed(Work work) throws Exception {
        server.execute("postgres", "checkpoint");
        Thread.sleep(200);
        double before = serverSeconds();
        long own = processor();
        long start = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - start) / 1e9;
        double used = (processor() - own) / 1e9;
        Thread.sleep(300);
        return new double[] {wall, used, serverSeconds() - before};
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Processor time of the server and its children, gone ones included (Linux, proc(5), "stat"). */
    private double serverSeconds() throws IOException {
        double ticks = ticks(server.pid(), 13, 16);
        for (ProcessHandle child : ProcessHandle.of(server.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            ticks += ticks(child.pid(), 13, 14);
        }
        return ticks / 100;
    }

    private static double ticks(long pid, int first, int last) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += Long.parseLong(fields[i - 2]);
        }
        return sum;
    }

    @Override
    public void close() {
        server.close();
    }
}
