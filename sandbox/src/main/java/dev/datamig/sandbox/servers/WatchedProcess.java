package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server as a process of its own that cannot outlive this JVM.
 *
 * <ol>
 *   <li>A shell starts a watcher in the background and turns itself into the server, so that the process id is the server's.
 *   <li>The watcher reads from a pipe whose other end only this JVM holds. The pipe ends when this JVM closes it or dies, in
 *       whatever way; then the watcher sends the server its stop signal, and kills it when that does not help.
 *   <li>The process is in a session of its own where the system has {@code setsid}: Ctrl-C in a terminal reaches the launcher
 *       only, which then stops everything in the right order.
 *   <li>Its mark (process id and start time) lies beside its data. A process that still runs under an old mark is left over
 *       from a crash; it is stopped before a new one starts on the same data.
 *   <li>With {@code -Ddatamig.servers.revive=true} one that ends without having been asked to is started again, as an installation
 *       with a supervisor would do it; for tests of what happens after crashes.
 * </ol>
 */
public final class WatchedProcess implements AutoCloseable {

    /** What the server wants to be told when it shall stop. */
    public enum StopSignal {
        TERM,
        /** PostgreSQL's fast shutdown. */
        INT
    }

    /**
     * How to start it.
     *
     * @param name for messages, such as {@code PostgreSQL (prod)}
     * @param command program and arguments
     * @param environment variables besides this process's own
     * @param log where its output goes; appended
     * @param mark where its mark is kept
     * @param patience how long it may take to stop before it is killed
     */
    public record Plan(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Path mark,
            StopSignal stopSignal,
            Duration patience) {}

    private static final String SCRIPT = """
            signal=$1; patience=$2; shift 2
            server=$$
            trap '' HUP
            exec 3<&0
            ( (
              trap '' INT TERM HUP
              read -r line <&3
              kill -s "$signal" "$server" 2>/dev/null || exit 0
              while [ "$patience" -gt 0 ]; do
                sleep 0.5; patience=$((patience - 1))
                kill -0 "$server" 2>/dev/null || exit 0
              done
              kill -s KILL "$server" 2>/dev/null
            ) </dev/null >/dev/null 2>&1 & )
            exec "$@" </dev/null 3<&-
            """;

    private static final Duration REVIVAL = Duration.ofMillis(700);

    private final Plan plan;
    private volatile Process process;
    private volatile ProcessMark identity;
    private volatile boolean closed;

    private WatchedProcess(Plan plan, Process process) {
        this.plan = plan;
        this.process = process;
        this.identity = ProcessMark.of(process.toHandle());
    }

    /** Stops what a crash left on the same data, then starts. */
    public static WatchedProcess start(Plan plan) {
        stopLeftOver(plan);
        try {
            Files.createDirectories(plan.log().toAbsolutePath().getParent());
            var started = new WatchedProcess(plan, builder(plan).start());
            started.identity.write(plan.mark());
            started.watch(started.process);
            return started;
        } catch (IOException e) {
            throw new ServerStartException(plan.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** @return whether a process from an earlier, crashed launcher was still at work */
    static boolean stopLeftOver(Plan plan) {
        return ProcessMark.read(plan.mark())
                .map(mark -> mark.stop(plan.patience()))
                .orElse(false);
    }

    /** On a thread of its own: the common pool may be busy for as long as the process lives. */
    private void watch(Process running) {
        Thread.ofPlatform().daemon().name("watch " + plan.name()).start(() -> {
            try {
                running.waitFor();
                ended();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void ended() {
        closePipe();
        if (!closed && Boolean.getBoolean("datamig.servers.revive")) {
            pause(REVIVAL);
            revive();
        }
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        try {
            Process again = builder(plan).start();
            process = again;
            identity = ProcessMark.of(again.toHandle());
            identity.write(plan.mark());
            watch(again);
        } catch (IOException e) {
            throw new ServerStartException(plan.name() + " could not be started again: " + e.getMessage(), e);
        }
    }

    private static ProcessBuilder builder(Plan plan) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        long halfSeconds = Math.max(1, plan.patience().toMillis() / 500);
        command.addAll(
                List.of("/bin/sh", "-c", SCRIPT, "datamig", plan.stopSignal().name(), Long.toString(halfSeconds)));
        command.addAll(plan.command());
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(plan.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        return builder;
    }

    public long pid() {
        return process.pid();
    }

    public Instant startedAt() {
        return identity.startedAt();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String name() {
        return plan.name();
    }

    public Path log() {
        return plan.log();
    }

    /**
     * Waits until the server says that it is ready.
     *
     * @param interval between two questions
     * @throws ServerStartException when it exits or the limit passes before; with the end of its log
     */
    public void awaitReady(BooleanSupplier ready, Duration interval, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ServerStartException(plan.name() + " ended with code " + process.exitValue()
                        + " while starting; its log " + plan.log() + " ends:\n" + logTail());
            }
            if (System.nanoTime() > end) {
                close();
                throw new ServerStartException(plan.name() + " was not ready within " + limit.toSeconds()
                        + " s; its log " + plan.log() + " ends:\n" + logTail());
            }
            pause(interval);
        }
    }

    private static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while a server was starting", e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(plan.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException e) {
            return "(not readable)";
        }
    }

    /** Asks it to stop and waits until it has; kills it when its patience is over. Does nothing when it has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closePipe();
        try {
            if (!process.waitFor(plan.patience().toMillis() + 2_000, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(plan.mark());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + plan.mark(), e);
        }
    }

    /** Kills it at once, as a crash would; for tests of what happens then. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closePipe() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // A pipe whose reader has gone is as closed as it can be.
            return;
        }
    }
}
