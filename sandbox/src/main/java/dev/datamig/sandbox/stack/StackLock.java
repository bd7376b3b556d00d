package dev.datamig.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whose a stack's folder is. The operating system lets go of it when its holder dies, however that happens. */
final class StackLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;
    private final Path file;
    private final Optional<Object> identity;

    private StackLock(FileChannel channel, FileLock lock, Path file) {
        this.channel = channel;
        this.lock = lock;
        this.file = file;
        this.identity = identity(file);
    }

    /** Whether the folder was removed, or another has taken its place, so that nobody knows of this stack any more. */
    boolean isLost() {
        return !identity.equals(identity(file)) || !Files.exists(file);
    }

    /** What the file system knows the file by; empty without a file, and where the file system has no such thing. */
    private static Optional<Object> identity(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @throws StackException when somebody has it */
    static StackLock take(StackFolder folder) {
        try {
            Files.createDirectories(folder.home());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StackException("a stack is running already in " + folder.home()
                        + ": look with ./datamig status, end it with ./datamig down");
            }
            return new StackLock(channel, lock, folder.lock());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder.lock(), e);
        }
    }

    /** Whether somebody has it now. */
    static boolean isTaken(StackFolder folder) {
        if (!Files.exists(folder.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.lock(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                lock.release();
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the stack's folder", e);
        }
    }
}
