package dev.datamig.staging;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder, shared by the services: a local disk or a network file system. A file is written beside its place under
 * {@code .scratch} and renamed, so that it appears whole or not at all. Nothing is synced to disk: what a power failure
 * takes, a new attempt of the run writes again.
 */
final class FolderArea implements StagingArea {

    private static final String SCRATCH = ".scratch";

    private static final int MAKING_FOLDERS = 20;

    private final Path root;
    private final ScratchFolder scratch;

    private FolderArea(Path root, ScratchFolder scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    static FolderArea open(String location) {
        try {
            Path root = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            if (!root.isAbsolute()) {
                throw StagingCode.UNUSABLE_LOCATION.at(location, "is not an absolute folder", null);
            }
            Path folder = root.normalize();
            return new FolderArea(folder, ScratchFolder.in(folder.resolve(SCRATCH)));
        } catch (IOException | IllegalArgumentException e) {
            throw StagingCode.UNUSABLE_LOCATION.at(location, "cannot be used: " + reason(e), e);
        }
    }

    @Override
    public void put(String path, byte[] contents) {
        Path place = place(path);
        writing(path, () -> {
            Path fresh = written(contents);
            moveTo(fresh, place);
        });
    }

    @Override
    public boolean putIfAbsent(String path, byte[] contents) {
        Path place = place(path);
        return writing(path, () -> {
            Path fresh = written(contents);
            try {
                inItsFolder(place, () -> link(fresh, place, contents));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(fresh);
            }
        });
    }

    /** A hard link is the one way to make a whole file appear only where there is none; some network shares have no links. */
    private static void link(Path fresh, Path place, byte[] contents) throws IOException {
        try {
            Files.createLink(place, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.write(place, contents, StandardOpenOption.CREATE_NEW);
        }
    }

    @Override
    public Optional<byte[]> get(String path) {
        Path place = place(path);
        try {
            return Optional.of(Files.readAllBytes(place));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StagingCode.IO_FAILED.at(path, "cannot be read: " + reason(e), e);
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.isRegularFile(place(path));
    }

    @Override
    public void adopt(Path local, String path) {
        Path place = place(path);
        writing(path, () -> moveTo(local, place));
    }

    @Override
    public Path scratch() {
        return scratch.fresh();
    }

    @Override
    public LocalFile local(String path) {
        Path place = place(path);
        if (!Files.isRegularFile(place)) {
            throw StagingCode.MISSING_FILE.at(path, "is not in the staging area", null);
        }
        return new InPlace(place);
    }

    @Override
    public List<String> list(String prefix) {
        StagingPath.requirePrefix(prefix);
        try (Stream<Path> files = filesUnder(prefix)) {
            return files.map(this::pathOf)
                    .filter(path -> path.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw StagingCode.IO_FAILED.at(prefix, "cannot be listed: " + reason(e), e);
        }
    }

    /** Folders go only when the prefix names a whole one: another service may be about to write into a folder that is empty. */
    @Override
    public void delete(String prefix) {
        StagingPath.requireDeletable(prefix);
        for (String path : list(prefix)) {
            writing(path, () -> Files.deleteIfExists(root.resolve(path)));
        }
        if (prefix.endsWith("/")) {
            writing(prefix, () -> FolderWalk.removeEmpty(root.resolve(prefix)));
        }
    }

    private Path place(String path) {
        StagingPath.requireFile(path);
        if (path.startsWith(SCRATCH + "/")) {
            throw StagingCode.UNSAFE_PATH.at(path, "is reserved for files being written", null);
        }
        return root.resolve(path);
    }

    private Path written(byte[] contents) throws IOException {
        Path fresh = scratch();
        try {
            return Files.write(fresh, contents);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private void moveTo(Path local, Path place) throws IOException {
        inItsFolder(place, () -> move(local, place));
    }

    /** Another service may remove the folder as empty between its making and its use; then it is made again. */
    private static void inItsFolder(Path place, IoAction action) throws IOException {
        Path folder = requireNonNull(place.getParent());
        for (int tries = 1; ; tries++) {
            try {
                Files.createDirectories(folder);
                action.run();
                return;
            } catch (NoSuchFileException e) {
                if (tries == MAKING_FOLDERS) {
                    throw e;
                }
            }
        }
    }

    private void move(Path local, Path place) throws IOException {
        try {
            Files.move(local, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path near = scratch();
            Files.copy(local, near);
            Files.move(near, place, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(local);
        }
    }

    /** Walks only the folder that the prefix names, not the whole area. */
    private Stream<Path> filesUnder(String prefix) throws IOException {
        Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        return FolderWalk.files(folder).filter(file -> !file.startsWith(root.resolve(SCRATCH)));
    }

    private String pathOf(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private void writing(String path, IoAction action) {
        writing(path, () -> {
            action.run();
            return true;
        });
    }

    private boolean writing(String path, IoStep step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw StagingCode.IO_FAILED.at(path, "cannot be written: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }

    @FunctionalInterface
    private interface IoStep {
        boolean run() throws IOException;
    }

    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }

    /** The file itself; there is nothing to give back. */
    private record InPlace(Path path) implements LocalFile {
        @Override
        public void close() {}
    }
}
