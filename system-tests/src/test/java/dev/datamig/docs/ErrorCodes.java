package dev.datamig.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the enums that list the services' codes. */
final class ErrorCodes {

    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*";
    private static final Pattern CONSTANT = Pattern.compile(
            "(?:/\\*\\*\\s*((?:(?!\\*/).)*?)\\s*\\*/\\s*)?[A-Z_]+\\(\\s*\"([A-Z]{3}-\\d{3})\",\\s*" + "([\\w.]+),\\s*("
                    + TEXT + ")\\s*(?:,\\s*(" + TEXT + ")\\s*)?\\)",
            Pattern.DOTALL);

    /** One code; {@code kind} is a category, or an HTTP status for codes of problem documents. */
    record Entry(String code, String kind, String meaning, String hint) {}

    private ErrorCodes() {}

    static List<Entry> in(Path root) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, 12)) {
            for (Path file : files.filter(ErrorCodes::listsCodes).toList()) {
                Matcher constant = CONSTANT.matcher(Files.readString(file));
                while (constant.find()) {
                    entries.add(entry(constant));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::code));
        return entries;
    }

    private static boolean listsCodes(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/main/java/") && path.endsWith("Code.java") && !path.contains("/target/");
    }

    private static Entry entry(Matcher constant) {
        String kind = constant.group(3).replace("FailureCategory.", "");
        String first = plain(constant.group(4));
        @Nullable String second = constant.group(5);
        return second == null
                ? new Entry(constant.group(2), kind, javadoc(constant.group(1)), first)
                : new Entry(constant.group(2), kind, first, plain(second));
    }

    private static String javadoc(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
    }

    private static String plain(String literal) {
        return literal.replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("^\"|\"$", "")
                .replace("\\\"", "\"")
                .replace("|", "\\|");
    }

    static String page(List<Entry> entries) {
        var page = new StringBuilder(
                "# Error codes\n\nMade from the code. A failure says what and where in its message; the hint says what to do. `TRANSIENT` and `RETRIABLE` are retried without"
                        + " anybody, `BLOCKING` waits for a person, `FATAL` ends the run. A number is the HTTP status of a problem document.\n\n"
                        + "| code | | meaning | what to do |\n|---|---|---|---|\n");
        for (Entry entry : entries) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(entry.code(), entry.kind().toUpperCase(Locale.ROOT), entry.meaning(), entry.hint()));
        }
        return page.toString();
    }
}
