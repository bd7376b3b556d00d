package dev.datamig.contracts.landscape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the environment's values and mounted secrets into the places that a landscape leaves for them. */
public final class Secrets {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(file:)?([^}]+)}");

    private final Lookup environment;

    /** Where a variable's value comes from; null when it is not set. */
    @FunctionalInterface
    public interface Lookup {
        @Nullable
        String get(String name);
    }

    public Secrets(Lookup environment) {
        this.environment = environment;
    }

    /** Over this process's environment. */
    public static Secrets ofProcess() {
        return new Secrets(System::getenv);
    }

    /** The endpoint with every place filled. @throws MissingSecretException when a variable is not set or a file cannot be read; names it */
    public Endpoint resolve(Endpoint endpoint) {
        String database = endpoint.database();
        return new Endpoint(
                fill(endpoint.url()),
                fill(endpoint.username()),
                fill(endpoint.password()),
                database == null ? null : fill(database));
    }

    private String fill(String template) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1) == null ? variable(place.group(2)) : file(place.group(2))));
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new MissingSecretException(
                    "the environment variable " + name + " that the landscape asks for is not set");
        }
        return value;
    }

    private static String file(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new MissingSecretException("the file " + path + " that the landscape asks for cannot be read");
        }
    }

    /** A place in the landscape that cannot be filled. */
    public static final class MissingSecretException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingSecretException(String message) {
            super(message);
        }
    }
}
