package dev.datamig.sandbox.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service's ahead-of-time cache: its classes loaded and linked, and what an earlier run taught the compiler about them, so that a
 * fresh process is at once nearly as fast as one that has been at work for a while. It belongs to one build of the service and to the
 * JDK that made it; the JVM passes over one that does not fit. Sources: JEP 483, 514 and 515.
 *
 * <p>The JVM caches classes of its own class loaders alone, not those of Quarkus' runner. So a service that records or uses a cache is
 * started with all of its jars on the class path.
 *
 * @param root the project's folder
 */
public record AotCache(ServicePackage service, Path root) {

    /** The first JDK whose caches hold what methods did (JEP 515). */
    public static final int FIRST_JDK = 25;

    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    /** Whether this JDK makes and uses caches. */
    public static boolean isSupported() {
        return Runtime.version().feature() >= FIRST_JDK;
    }

    /** Whether some service has no cache of its present build, where this JDK could make one. */
    public static boolean missing(Path root) {
        return isSupported()
                && Stream.of(ServicePackage.values()).anyMatch(service -> !new AotCache(service, root).isThere());
    }

    /** Where it lies: beside the package, so that a clean build takes it along. */
    public Path file() {
        return beside(".aot");
    }

    /** What a recording process leaves when it ends. */
    Path recording() {
        return beside(".aotconf");
    }

    /** Where the JVM writes it; what an interruption leaves there is no cache. */
    Path unfinished() {
        return beside(".aot.part");
    }

    private Path beside(String ending) {
        return root.resolve(service.shortName() + "-service/target/" + service.shortName() + ending);
    }

    /** Whether there is one that is newer than the package. */
    boolean isThere() {
        return isSupported()
                && file().toFile().isFile()
                && file().toFile().lastModified()
                        >= service.runner(root).toFile().lastModified();
    }

    /** What to give to {@code java} for the service, after the options of its JVM. */
    List<String> program(AotMode mode) {
        if (mode == AotMode.RECORD) {
            return onClassPath("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording());
        }
        if (mode == AotMode.USE && isThere()) {
            return onClassPath("-XX:AOTCache=" + file());
        }
        return List.of("-jar", service.runner(root).toString());
    }

    /** What makes the cache out of a recording, after the options of the service's JVM. */
    List<String> assembly() {
        return List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recording(),
                "-XX:AOTCache=" + unfinished(),
                "-cp",
                classPath());
    }

    private List<String> onClassPath(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-cp", classPath(), MAIN));
        return all;
    }

    /** Classes that Quarkus has transformed stand before those that they replace. */
    private String classPath() {
        Path home = service.runner(root).resolveSibling("");
        return Stream.of("quarkus", "app", "lib/boot", "lib/main")
                .flatMap(folder -> jars(home.resolve(folder)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder + ": build the services anew", e);
        }
    }
}
