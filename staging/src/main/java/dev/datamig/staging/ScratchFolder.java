package dev.datamig.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A local folder for files that are being written or read. */
public final class ScratchFolder {

    /** What a crashed service left behind is swept up when it is that old: no batch takes longer to write. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private final Path folder;

    private ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder if need be and sweeps up what was abandoned in it. @throws IOException when that cannot be done */
    public static ScratchFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileTime before = FileTime.from(Instant.now().minus(ABANDONED));
        for (Path file : FolderWalk.files(folder).toList()) {
            if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(before) < 0) {
                Files.deleteIfExists(file);
            }
        }
        return new ScratchFolder(folder);
    }

    /** A path in it that nobody else gets. */
    public Path fresh() {
        return folder.resolve(UUID.randomUUID().toString());
    }
}
