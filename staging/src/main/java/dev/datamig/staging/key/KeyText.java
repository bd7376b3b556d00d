package dev.datamig.staging.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** Reads a key as the environment gives it: 64 hex digits, or a file that holds them. */
public final class KeyText {

    private KeyText() {}

    /**
     * The key called {@code name}.
     *
     * @param name for messages, such as {@code DATAMIG_STAGING_KEY}
     * @param hex the variable's value, if set
     * @param file the value of the variable with {@code _FILE} behind its name, if set
     * @throws IllegalArgumentException when neither is set, both are, or it is not 64 hex digits; never shows the value
     */
    public static DataKey require(String name, Optional<String> hex, Optional<String> file) {
        Optional<String> given = hex.filter(text -> !text.isBlank());
        Optional<String> path = file.filter(text -> !text.isBlank());
        if (given.isPresent() && path.isPresent()) {
            throw new IllegalArgumentException(name + " and " + name + "_FILE are both set; set one of them");
        }
        if (given.isPresent()) {
            return parse(name, given.get());
        }
        if (path.isPresent()) {
            return parse("the file of " + name + "_FILE", contents(name, path.get()));
        }
        throw new IllegalArgumentException(
                name + " is not set; set it to 64 hex digits, or set " + name + "_FILE to a file that holds them");
    }

    private static String contents(String name, String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the file of " + name + "_FILE cannot be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** Without the parser's exception as cause: it would quote the digits. */
    @SuppressWarnings("UnusedException")
    private static DataKey parse(String where, String text) {
        try {
            return new DataKey(HexFormat.of().parseHex(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " does not hold a key: 64 hex digits (32 bytes) are expected");
        }
    }
}
