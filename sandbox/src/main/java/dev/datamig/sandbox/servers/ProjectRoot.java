package dev.datamig.sandbox.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the project lies: system property {@code datamig.root}, else the nearest folder upwards that holds it. */
public final class ProjectRoot {

    private ProjectRoot() {}

    /** @throws ServerStartException when neither the property nor a folder upwards leads there */
    public static Path find() {
        String property = System.getProperty("datamig.root");
        if (property != null && !property.isBlank()) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = parent(folder)) {
            if (Files.isDirectory(folder.resolve("sandbox")) && Files.isDirectory(folder.resolve("contracts"))) {
                return folder;
            }
        }
        throw new ServerStartException("the project's folder is unknown: set the system property datamig.root to it");
    }

    private static @Nullable Path parent(Path folder) {
        return folder.getParent();
    }
}
