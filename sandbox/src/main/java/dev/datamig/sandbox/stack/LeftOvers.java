package dev.datamig.sandbox.stack;

import dev.datamig.sandbox.servers.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What an earlier stack left in the folder. Its processes notice when their supervisor dies; should one still be there, it is
 * recognised by process id and start time, and stopped: it works on data that a new one is about to use.
 */
record LeftOvers(StackFolder folder, Consumer<String> log) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param everything whether data, staged files and reports of earlier runs go too */
    void clear(boolean everything) {
        end();
        if (everything) {
            StackFolder.delete(folder.data());
            StackFolder.delete(folder.staging());
            StackFolder.delete(folder.landscape());
        }
        oldLogs().forEach(StackState::forget);
    }

    /** Only ends what still runs; logs stay, for whoever wants to know why. @return whether anything did */
    boolean end() {
        boolean any = false;
        for (Path mark : marks()) {
            any |= stop(mark);
        }
        StackState.forget(folder.state());
        return any;
    }

    private boolean stop(Path file) {
        Optional<ProcessMark> alive = ProcessMark.read(file).filter(mark -> mark.stop(PATIENCE));
        alive.ifPresent(mark ->
                log.accept("stopped process " + mark.pid() + ", left over from a stack that did not end cleanly"));
        StackState.forget(file);
        return alive.isPresent();
    }

    /** Every process of a stack leaves a mark not far below the folder. */
    private List<Path> marks() {
        if (!Files.isDirectory(folder.home())) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(folder.home(), 3, (file, facts) -> facts.isRegularFile() && isMark(file))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + folder.home(), e);
        }
    }

    private static boolean isMark(Path file) {
        return file.toString().endsWith(".mark") || file.endsWith("mark");
    }

    /** All logs but the supervisor's own, which is being written. */
    private List<Path> oldLogs() {
        if (!Files.isDirectory(folder.logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.logs())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.supervisorLog()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder.logs(), e);
        }
    }
}
