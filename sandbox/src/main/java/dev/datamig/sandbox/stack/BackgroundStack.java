package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Json;
import dev.datamig.sandbox.servers.ProcessEnd;
import dev.datamig.sandbox.servers.ProcessMark;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stack in the background, seen from a command: started, found again, kept, stopped. */
public record BackgroundStack(StackFolder folder) {

    /** The time that services and servers get to end in order. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Turns itself into the supervisor, in a session of its own where the system can, deaf to the terminal's Ctrl-C. */
    private static final String DETACH = "trap '' HUP INT; exec \"$@\" </dev/null";

    /**
     * Starts a supervisor and waits until the stack is healthy.
     *
     * @param log told what the supervisor says
     * @throws StackException when there is a stack already, or the start fails
     */
    public StackState start(StackOrder order, Consumer<String> log) {
        refuseWhenRunning();
        try {
            Files.createDirectories(folder.logs());
            Files.deleteIfExists(folder.keep());
            Files.deleteIfExists(folder.supervisorLog());
            Path written = folder.home().resolve("stack-order.json");
            Files.write(written, Json.writePretty(order));
            Process supervisor = launch(written);
            return follow(supervisor, log);
        } catch (IOException e) {
            throw new UncheckedIOException("the stack's supervisor could not be started", e);
        }
    }

    /** @throws StackException when there is a stack already */
    public void refuseWhenRunning() {
        if (StackLock.isTaken(folder)) {
            throw new StackException(
                    "a stack is running already: look with ./datamig status, end it with ./datamig down");
        }
    }

    private Process launch(Path order) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", DETACH, "datamig-stack"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dslf4j.internal.verbosity=ERROR",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Ddatamig.root=" + folder.root());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Supervisor.class.getName());
        command.addAll(List.of(folder.root().toString(), folder.home().toString(), order.toString()));
        File out = folder.supervisorLog().toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
                .start();
    }

    /** Passes on what the supervisor says until it is ready or has failed. */
    private StackState follow(Process supervisor, Consumer<String> log) throws IOException {
        int seen = 0;
        while (true) {
            boolean alive = supervisor.isAlive();
            List<String> lines =
                    Files.exists(folder.supervisorLog()) ? Files.readAllLines(folder.supervisorLog()) : List.of();
            for (String line : lines.subList(Math.min(seen, lines.size()), lines.size())) {
                if (line.equals("ready")) {
                    return StackState.ofRunning(folder)
                            .orElseThrow(() -> new StackException("the stack ended as soon as it was ready"));
                }
                if (line.startsWith("FAILED: ")) {
                    throw new StackException(failure(lines));
                }
                log.accept(line);
            }
            seen = lines.size();
            if (!alive) {
                throw new StackException("the stack's supervisor ended; its log is " + folder.supervisorLog());
            }
            pause();
        }
    }

    private static String failure(List<String> lines) {
        int first = 0;
        while (!lines.get(first).startsWith("FAILED: ")) {
            first++;
        }
        return String.join("\n", lines.subList(first, lines.size())).substring("FAILED: ".length());
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack was starting", e);
        }
    }

    /** The running stack, if there is one. */
    public Optional<StackState> find() {
        return StackState.ofRunning(folder);
    }

    /** From now on it stays when its launcher ends. */
    public void keep() {
        try {
            Files.writeString(folder.keep(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.keep(), e);
        }
    }

    /**
     * Stops it and returns when nothing of it is left.
     *
     * @return whether there was one
     */
    public boolean stop(Consumer<String> log) {
        Optional<ProcessHandle> supervisor = supervisor();
        supervisor.ifPresent(process -> {
            process.destroy();
            if (!exits(process)) {
                log.accept("the stack did not end within " + PATIENCE.toSeconds() + " s; killing it");
                process.destroyForcibly();
                exits(process);
            }
        });
        if (supervisor.isEmpty()) {
            return new LeftOvers(folder, log).end();
        }
        return true;
    }

    /** While the stack is still starting there is no state yet, but the supervisor can be known by its command. */
    private Optional<ProcessHandle> supervisor() {
        Optional<ProcessHandle> known =
                StackState.read(folder).flatMap(state -> state.supervisor().find());
        if (known.isPresent() || !StackLock.isTaken(folder)) {
            return known;
        }
        String home = folder.home().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .filter(arguments -> arguments.contains(Supervisor.class.getName()) && arguments.contains(home))
                        .isPresent())
                .findFirst();
    }

    private static boolean exits(ProcessHandle process) {
        try {
            return ProcessEnd.await(process, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack was ending", e);
        }
    }

    /** This process, as the launcher that a stack shall not outlive. */
    public static ProcessMark launcher() {
        return ProcessMark.of(ProcessHandle.current());
    }
}
