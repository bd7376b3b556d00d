package dev.datamig.sandbox.servers;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Kafka or Neo4j server is started in a JVM of its own: their libraries are copied by the sandbox's build to a folder and
 * never meet a service's class path.
 */
final class ServerLibraries {

    private ServerLibraries() {}

    /** The command of a JVM that runs one of this package's main classes. */
    static List<String> java(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static String classPath() {
        Path folder = ProjectRoot.find().resolve("sandbox/target/servers/lib");
        if (!Files.isDirectory(folder)) {
            throw new ServerStartException("the servers' libraries are not in " + folder
                    + ": build the module sandbox first (mvn -pl sandbox package)");
        }
        return own() + File.pathSeparator + folder + File.separator + "*";
    }

    /** Where this class itself was loaded from: the sandbox's jar or its classes folder. */
    private static String own() {
        try {
            return Path.of(ServerLibraries.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new ServerStartException("the sandbox's own classes cannot be located", e);
        }
    }
}
