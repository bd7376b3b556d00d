package dev.datamig.staging.key;

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
        throw new IllegalStateException("being written: " + name + hex.isPresent() + file.isPresent());
    }
}
