package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The passwords of the stack's servers: random, made with their data, gone with it. */
record ServerSecrets(String prod, String cert, String coordinator, String spProd, String spCert) {

    static ServerSecrets of(Path data) {
        Path file = data.resolve("server-passwords.json");
        try {
            if (!Files.exists(file)) {
                var made = new ServerSecrets(random(), random(), random(), random(), random());
                OwnersFile.createNew(file, Json.write(made));
                return made;
            }
            return Json.read(Files.readAllBytes(file), ServerSecrets.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
