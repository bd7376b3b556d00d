package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process works on a data folder. A process id alone is not enough, since the system gives it out again: the start time
 * says whether it is still the same process.
 */
public record ProcessMark(long pid, Instant startedAt) {

    /** Start times come from clock ticks and the boot time, which a clock step may move a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The mark of a live process. */
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, when it is alive and the same. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    /** Stops the process if it still runs: asks, waits, insists. @return whether there was one */
    public boolean stop(Duration patience) {
        Optional<ProcessHandle> found = find();
        found.ifPresent(process -> {
            process.destroy();
            if (!exits(process, patience)) {
                process.destroyForcibly();
                exits(process, patience);
            }
        });
        return found.isPresent();
    }

    private static boolean exits(ProcessHandle process, Duration patience) {
        try {
            return ProcessEnd.await(process, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + " " + startedAt);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The mark in the file; empty when there is none or it is not readable as one. */
    public static Optional<ProcessMark> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new ProcessMark(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
