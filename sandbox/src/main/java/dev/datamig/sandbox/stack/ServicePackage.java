package dev.datamig.sandbox.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The five services: where their package lies, which keys each needs, where it listens by preference. */
public enum ServicePackage {
    EXTRACTOR("extractor", 8081, Set.of(LocalKey.STAGING)),
    ANONYMIZER("anonymizer", 8082, Set.of(LocalKey.STAGING, LocalKey.MASKING)),
    VALIDATOR("validator", 8083, Set.of(LocalKey.STAGING, LocalKey.SEAL)),
    LOADER("loader", 8084, Set.of(LocalKey.SEAL)),
    COORDINATOR("coordinator", StackOrder.DEFAULT_PORT, Set.of(LocalKey.STAGING));

    private final String shortName;
    private final int preferredPort;
    private final Set<LocalKey> keys;

    ServicePackage(String shortName, int preferredPort, Set<LocalKey> keys) {
        this.shortName = shortName;
        this.preferredPort = preferredPort;
        this.keys = keys;
    }

    /** As in commands: {@code extractor}. */
    public String shortName() {
        return shortName;
    }

    int preferredPort() {
        return preferredPort;
    }

    Set<LocalKey> keys() {
        return keys;
    }

    /** The coordinator touches no row: what the second compiler takes from the others' cores it does not give back. */
    List<String> jvmOptions() {
        return this == COORDINATOR ? StackOrder.FIRST_COMPILER : List.of();
    }

    /** What is started. */
    public Path runner(Path root) {
        return root.resolve(shortName + "-service/target/quarkus-app/quarkus-run.jar");
    }

    public static Optional<ServicePackage> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.shortName.equals(name) || (service.shortName + "-service").equals(name))
                .findFirst();
    }

    /** All short names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(ServicePackage::shortName).collect(Collectors.joining(", "));
    }

    /** Those whose package is missing. */
    public static List<ServicePackage> unbuilt(Path root) {
        return Arrays.stream(values())
                .filter(service -> !service.runner(root).toFile().isFile())
                .toList();
    }
}
