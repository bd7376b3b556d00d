package dev.datamig.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the services' configuration interfaces. */
final class Configuration {

    private static final List<String> SERVICES =
            List.of("coordinator", "extractor", "anonymizer", "validator", "loader");
    private static final Pattern MEMBER = Pattern.compile(
            "interface (\\w+) \\{|/\\*\\*[\\s*]*((?:(?!\\*/).)*?)\\s*\\*/\\s*(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?([\\w<>]+) (\\w+)\\(\\);",
            Pattern.DOTALL);

    private Configuration() {}

    static String page(Path root) throws IOException {
        var page = new StringBuilder(
                "# Configuration\n\nMade from the code. Each key can be set as a system property or as an environment variable: upper case, every other character a `_`"
                        + " (`datamig.staging-key-file` is `DATAMIG_STAGING_KEY_FILE`). Every service also takes `kafka.bootstrap.servers`, `quarkus.http.host` (127.0.0.1 unless set) and"
                        + " `quarkus.http.port`; the coordinator needs `quarkus.datasource.jdbc.url`, `quarkus.datasource.username` and `quarkus.datasource.password`. Durations are"
                        + " written as `10s`, `5m` or in ISO-8601.\n");
        for (String service : SERVICES) {
            page.append("\n## ").append(service).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            rows(Files.readString(config(root, service)), page);
        }
        return page.toString();
    }

    private static Path config(Path root, String service) throws IOException {
        String name = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + "Config.java";
        try (Stream<Path> files = Files.walk(root.resolve(service + "-service/src/main/java"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static void rows(String source, StringBuilder page) {
        Map<String, String> groups = new HashMap<>();
        String prefix = "datamig.";
        Matcher member = MEMBER.matcher(source);
        while (member.find()) {
            if (member.group(1) != null) {
                prefix = groups.getOrDefault(member.group(1), "datamig.");
                continue;
            }
            String key = kebab(member.group(5));
            if (source.contains("interface " + member.group(4) + " {")) {
                groups.put(member.group(4), "datamig." + key + ".");
                continue;
            }
            page.append("| `%s%s` | %s | %s |%n"
                    .formatted(prefix, key, byDefault(member.group(4), member.group(3)), meaning(member.group(2))));
        }
    }

    private static String byDefault(String type, @Nullable String value) {
        if (value != null) {
            return "`" + value + "`";
        }
        return type.startsWith("Optional") ? "" : "required";
    }

    private static String meaning(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
