package dev.datamig.sandbox.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The landscape and rules files of the sandbox, for the ports that its servers got. */
public final class SandboxLandscape {

    private static final List<String> RULES = List.of("anonymization-rules.yaml", "validation-rules.yaml");

    private SandboxLandscape() {}

    /**
     * Writes {@code landscape.yaml}, which names variables of the environment and no credential, and the rules files beside it.
     *
     * @return the landscape
     */
    public static Path write(SandboxServers servers, Path folder) {
        return write(text(servers), folder);
    }

    /** The same with the databases alone, as if there were no graph. */
    public static Path writeDatabases(SandboxServers servers, Path folder) {
        return write(withoutGraph(text(servers)), folder);
    }

    private static Path write(String landscape, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String rules : RULES) {
                Files.writeString(folder.resolve(rules), SandboxResources.text(rules));
            }
            return Files.writeString(folder.resolve("landscape.yaml"), landscape);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's landscape could not be written to " + folder, e);
        }
    }

    /** The landscape for these servers. */
    public static String text(SandboxServers servers) {
        return SandboxResources.text("landscape.yaml")
                .replace("@prod@", servers.prod().jdbcUrl())
                .replace("@cert@", servers.cert().jdbcUrl())
                .replace("@spProd@", servers.spProd().url())
                .replace("@spCert@", servers.spCert().url());
    }

    /** A store's lines are indented deeper than its name; a reference is one line. */
    private static String withoutGraph(String landscape) {
        var kept = new StringBuilder();
        boolean within = false;
        for (String line : landscape.lines().toList()) {
            within = line.startsWith("  sp:") || within && (line.isBlank() || line.startsWith("   "));
            if (!within && !line.contains("\"sp:")) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    /** The variables that the landscape names, such as {@code IDS_SOURCE_USER}. */
    public static Map<String, String> environment(SandboxServers servers) {
        Map<String, String> variables = new TreeMap<>();
        for (String store : StoreContent.STORES) {
            put(variables, store, "SOURCE", Account.READER.username(), Account.READER.password());
            put(variables, store, "TARGET", Account.LOADER.username(), Account.LOADER.password());
        }
        put(
                variables,
                "sp",
                "SOURCE",
                servers.spProd().username(),
                servers.spProd().password());
        put(
                variables,
                "sp",
                "TARGET",
                servers.spCert().username(),
                servers.spCert().password());
        return Map.copyOf(variables);
    }

    private static void put(Map<String, String> variables, String store, String side, String user, String password) {
        String prefix = store.toUpperCase(Locale.ROOT) + "_" + side;
        variables.put(prefix + "_USER", user);
        variables.put(prefix + "_PASSWORD", password);
    }
}
