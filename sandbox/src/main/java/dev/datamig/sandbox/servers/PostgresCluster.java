package dev.datamig.sandbox.servers;

import dev.datamig.sandbox.servers.WatchedProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a PostgreSQL cluster is made and started. UTF-8 with PostgreSQL's own C.UTF-8 locale, so that it sorts alike everywhere;
 * UTC; loopback only; scram passwords; no Unix socket; failed statements are not logged, since they may hold values.
 *
 * @param name for messages and for its log, such as {@code prod}
 * @param data the cluster's folder, made when absent
 * @param logs the folder for its log
 * @param password of the superuser
 * @param sharedBuffers such as {@code 128MB}
 */
public record PostgresCluster(
        String name, Path data, Path logs, int port, String password, Durability durability, String sharedBuffers) {

    public static final String SUPERUSER = "postgres";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** Starts it and returns when it accepts connections. */
    WatchedProcess start() {
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        PostgresAccount account = PostgresAccount.choose();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, account);
        }
        if (!FreePorts.isFree(port)) {
            throw new ServerStartException("PostgreSQL (" + name + ") cannot start: port " + port + " is taken");
        }
        WatchedProcess process = WatchedProcess.start(plan(binaries, account));
        process.awaitReady(() -> isReady(process.pid()), INTERVAL, LIMIT);
        return process;
    }

    private WatchedProcess.Plan plan(PostgresBinaries binaries, PostgresAccount account) {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return new WatchedProcess.Plan(
                "PostgreSQL (" + name + ")",
                command,
                Map.of("TZ", "UTC"),
                logs.resolve("postgres-" + name + ".log"),
                mark(),
                StopSignal.INT,
                Duration.ofSeconds(20));
    }

    /** Beside the data folder, not in it: PostgreSQL wants an empty folder to begin with. */
    private Path mark() {
        return data.resolveSibling(data.getFileName() + ".mark");
    }

    private Map<String, String> settings() {
        String sync = durability == Durability.DURABLE ? "on" : "off";
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", sharedBuffers),
                Map.entry("max_wal_size", "2GB"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("fsync", sync),
                Map.entry("synchronous_commit", sync),
                Map.entry("full_page_writes", sync));
    }

    /** The lock file's first line is the postmaster's process id, its eighth the status. */
    private boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private void initialise(PostgresBinaries binaries, PostgresAccount account) {
        try {
            Files.createDirectories(data);
            Files.createDirectories(logs);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            account.own(data);
            Path secret = Files.createTempFile(logs, "initdb", ".pw");
            Path log = logs.resolve("initdb-" + name + ".log");
            try {
                Files.writeString(secret, password + "\n");
                if (account == PostgresAccount.NOBODY) {
                    account.own(secret);
                }
                run(initdb(binaries, account, secret), log);
            } finally {
                Files.delete(secret);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL (" + name + ") could not be initialised in " + data, e);
        }
    }

    private List<String> initdb(PostgresBinaries binaries, PostgresAccount account, Path secret) {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (durability == Durability.THROWAWAY) {
            command.add("--no-sync");
        }
        return command;
    }

    private void run(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new ServerStartException("initdb of PostgreSQL (" + name + ") failed; its log " + log + " says:\n"
                        + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new ServerStartException("interrupted while PostgreSQL (" + name + ") was initialised", e);
        }
    }
}
