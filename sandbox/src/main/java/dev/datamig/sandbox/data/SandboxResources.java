package dev.datamig.sandbox.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that the sandbox brings along. */
public final class SandboxResources {

    private SandboxResources() {}

    /** A file under {@code sandbox/}, such as {@code schema/ids.sql}. */
    public static String text(String name) {
        try (InputStream in = SandboxResources.class.getResourceAsStream("/sandbox/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("the sandbox has no file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's file " + name + " cannot be read", e);
        }
    }
}
