package dev.datamig.sandbox.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

/** A key of the local stack: 32 random bytes as hex in a file that only its owner may read, made on first use. */
public enum LocalKey {
    MASKING,
    STAGING,
    SEAL;

    /** The variable that a service reads the key from. */
    String variable() {
        return "DATAMIG_" + name() + "_KEY";
    }

    /** The key's file, made when it is not there. */
    Path file(Path folder, Consumer<String> log) {
        Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + ".key");
        if (!Files.exists(file)) {
            create(file);
            log.accept("made the " + name().toLowerCase(Locale.ROOT) + " key " + file
                    + " (mode 600); whoever has it can undo what it protects");
        }
        return file;
    }

    private static void create(Path file) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        OwnersFile.createNew(file, HexFormat.of().formatHex(bytes) + "\n");
    }
}
