package dev.datamig.staging.parquet;

import dev.datamig.staging.StagingCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.jspecify.annotations.Nullable;

/** The first bytes of a Parquet file: {@code PAR1}, or {@code PARE} with an encrypted footer. */
final class Magic {

    private Magic() {}

    /** @throws dev.datamig.staging.StagingException when it is no Parquet file at all */
    static boolean encrypted(String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return switch (magic) {
                case "PARE" -> true;
                case "PAR1" -> false;
                default -> throw StagingCode.DAMAGED_FILE.at(path, "does not begin as a Parquet file", null);
            };
        }
    }

    /** Whether a failure comes from decryption. */
    static boolean causedByCipher(@Nullable Throwable e) {
        return e != null
                && (e instanceof GeneralSecurityException
                        || e instanceof ParquetCryptoRuntimeException
                        || causedByCipher(e.getCause()));
    }
}
