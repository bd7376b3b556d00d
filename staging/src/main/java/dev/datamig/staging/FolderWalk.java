package dev.datamig.staging;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files below a folder. What others delete during the walk is left out, where {@link Files#walk} would fail. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    private final List<Path> found = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    private FolderWalk() {}

    static Stream<Path> files(Path folder) throws IOException {
        var walk = new FolderWalk();
        Files.walkFileTree(folder, walk);
        return walk.found.stream();
    }

    /** Removes the folder and those in it as far as no file is in them. */
    static void removeEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var walk = new FolderWalk();
        Files.walkFileTree(folder, walk);
        for (Path inside : walk.folders) {
            removeIfEmpty(inside);
        }
    }

    private static boolean removeIfEmpty(Path folder) throws IOException {
        try {
            return Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        folders.add(folder);
        return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
    }
}
