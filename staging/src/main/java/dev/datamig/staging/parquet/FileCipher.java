package dev.datamig.staging.parquet;

import dev.datamig.staging.key.DataKey;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;

/**
 * Parquet modular encryption (format's Encryption.md): AES_GCM_V1 with a 256-bit key derived from the run's, all columns and the
 * footer encrypted. The file's key metadata only says how the key is derived.
 */
final class FileCipher {

    private static final String PURPOSE = "datamig-parquet-v1";

    private FileCipher() {}

    static FileEncryptionProperties encryption(DataKey key) {
        return FileEncryptionProperties.builder(key.derive(PURPOSE).bytes())
                .withAlgorithm(ParquetCipher.AES_GCM_V1)
                .withFooterKeyMetadata(PURPOSE.getBytes(StandardCharsets.US_ASCII))
                .build();
    }

    static FileDecryptionProperties decryption(DataKey key) {
        return FileDecryptionProperties.builder()
                .withFooterKey(key.derive(PURPOSE).bytes())
                .build();
    }
}
