package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Json;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.servers.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs, as written to {@code stack.json} once everything is healthy.
 *
 * @param supervisor the process that holds everything
 * @param coordinator where REST is, such as {@code http://127.0.0.1:8080}
 * @param kafka bootstrap servers
 * @param sandbox the sandbox's databases; absent with an own landscape
 * @param students of the sandbox's reference district
 */
public record StackState(
        ProcessMark supervisor,
        String coordinator,
        String kafka,
        @Nullable SandboxServers sandbox,
        int students,
        List<Service> services,
        List<Server> servers,
        List<StoreAccess> stores) {

    /** A process of a service. */
    public record Service(String name, String url, int port, ProcessMark process, String log) {}

    /** A server of the stack. */
    public record Server(String name, String address, long pid, String log) {}

    /** A store of the landscape and how to get at both sides of it. */
    public record StoreAccess(String name, String kind, Access source, Access target) {}

    /** @param password for the sandbox only */
    public record Access(
            String url,
            String username,
            @Nullable String password,
            @Nullable String database) {}

    /** The stack that runs now; empty when there is none, also when a crash left its file behind. */
    public static Optional<StackState> ofRunning(StackFolder folder) {
        return read(folder).filter(state -> state.supervisor().find().isPresent());
    }

    /** The same stack after some of its processes were started again. */
    StackState withProcesses(List<Service> nextServices, String server, long pid) {
        List<Server> nextServers = servers.stream()
                .map(one -> one.name().equals(server) ? new Server(server, one.address(), pid, one.log()) : one)
                .toList();
        return new StackState(supervisor, coordinator, kafka, sandbox, students, nextServices, nextServers, stores);
    }

    /** What the file says, whether or not it is still true. */
    static Optional<StackState> read(StackFolder folder) {
        try {
            return Files.exists(folder.state())
                    ? Optional.of(Json.read(Files.readAllBytes(folder.state()), StackState.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.state(), e);
        }
    }

    /** The sandbox's databases. @throws StackException when the stores are the user's own */
    public SandboxServers requiredSandbox() {
        if (sandbox == null) {
            throw new StackException("this works on the sandbox only, but the stores are your own");
        }
        return sandbox;
    }

    void write(StackFolder folder) {
        OwnersFile.replace(folder.state(), new String(Json.writePretty(this), StandardCharsets.UTF_8));
    }

    static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
