package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Temporary folders of tests that outlive a single test class: gone when the JVM ends. */
public final class TestFolder {

    private static final int TRIES = 25;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private TestFolder() {}

    /** @param name how its name begins */
    public static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory("datamig-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove " + folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for " + name, e);
        }
    }

    /** Removes a folder with all that is in it, also while somebody else is still removing or writing there. */
    static void remove(Path folder) {
        IOException last = null;
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try {
                Files.walkFileTree(folder, new Removal());
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        if (Files.exists(folder)) {
            System.err.println("the folder " + folder + " could not be removed: " + last);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
