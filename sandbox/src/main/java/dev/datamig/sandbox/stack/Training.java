package dev.datamig.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the services' {@linkplain AotCache caches}.
 *
 * <ol>
 *   <li>Caches of before are taken away.
 *   <li>A stack that {@linkplain AotMode#RECORD records} does the work that services shall be quick at, and is stopped.
 *   <li>{@link #assemble()} makes a cache of each recording, one after the other: each takes half a gigabyte for some seconds.
 * </ol>
 */
public final class Training {

    private final StackFolder folder;
    private final Consumer<String> log;

    /** @param log told what happens, one line at a time */
    public Training(StackFolder folder, Consumer<String> log) {
        this.folder = folder;
        this.log = log;
    }

    /** Takes caches and recordings of before away. */
    public void forget() {
        caches().forEach(cache -> {
            remove(cache.file());
            remove(cache.recording());
            remove(cache.unfinished());
        });
    }

    /**
     * Call it when the stack has stopped.
     *
     * @return bytes of all caches together
     * @throws StackException when a service has left no recording, or the JVM made no cache of it
     */
    public long assemble() {
        return caches().stream().mapToLong(this::assemble).sum();
    }

    private List<AotCache> caches() {
        return List.of(ServicePackage.values()).stream()
                .map(service -> new AotCache(service, folder.root()))
                .toList();
    }

    private long assemble(AotCache cache) {
        String name = cache.service().shortName();
        if (!Files.isRegularFile(cache.recording())) {
            throw new StackException("the " + name + " service has recorded nothing: it did not end in order; look at "
                    + folder.logs().resolve(name + ".log"));
        }
        Path output = folder.logs().resolve("aot-" + name + ".log");
        log.accept("making the cache of the " + name + " service");
        try {
            Process process = new ProcessBuilder(
                            ServiceCommand.of(cache.service().jvmOptions(), cache.assembly()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0 || !Files.isRegularFile(cache.unfinished())) {
                throw new StackException("the JVM made no cache of what the " + name
                        + " service has recorded; it says why in " + output);
            }
            Files.move(cache.unfinished(), cache.file(), StandardCopyOption.ATOMIC_MOVE);
            remove(cache.recording());
            return Files.size(cache.file());
        } catch (IOException e) {
            throw new UncheckedIOException("the cache of the " + name + " service could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the cache of the " + name + " service was made", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
