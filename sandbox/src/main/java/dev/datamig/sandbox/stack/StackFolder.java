package dev.datamig.sandbox.stack;

import dev.datamig.sandbox.servers.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a local stack keeps what it has, normally {@code .datamig} in the project's folder.
 *
 * @param root the project, in which the services' packages are found
 * @param home the state
 */
public record StackFolder(Path root, Path home) {

    /** The project's own. */
    public static StackFolder ofProject() {
        Path root = ProjectRoot.find();
        return new StackFolder(root, root.resolve(".datamig"));
    }

    /** What runs, readable by the owner only: it holds the sandbox's passwords. */
    public Path state() {
        return home.resolve("stack.json");
    }

    /** Held by the process that the stack belongs to; the system lets it go when that process dies. */
    public Path lock() {
        return home.resolve("stack.lock");
    }

    /** While this is there, the stack stays when its launcher ends. */
    public Path keep() {
        return home.resolve("stack.keep");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path data() {
        return home.resolve("data");
    }

    public Path keys() {
        return home.resolve("keys");
    }

    public Path staging() {
        return home.resolve("staging");
    }

    /** The sandbox's landscape and rules. */
    public Path landscape() {
        return home.resolve("landscape");
    }

    /** Reports of runs, copied here so that they are there when the stack is not. */
    public Path reports() {
        return home.resolve("reports");
    }

    public Path supervisorLog() {
        return logs().resolve("stack.log");
    }

    /** Removes a folder with everything in it; one that is not there is fine. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
