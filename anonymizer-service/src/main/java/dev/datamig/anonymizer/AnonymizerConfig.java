package dev.datamig.anonymizer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What can be configured. */
@ConfigMapping(prefix = "datamig")
public interface AnonymizerConfig {

    /** The staging area: an absolute folder, a {@code file:} URL or {@code s3://bucket/prefix}. */
    String staging();

    /** The staging key: 64 hex digits. Either this or the file. */
    Optional<String> stagingKey();

    /** A file with the staging key. */
    Optional<String> stagingKeyFile();

    /** The masking key: 64 hex digits. Either this or the file. The same key gives the same fakes, in every run. */
    Optional<String> maskingKey();

    /** A file with the masking key. */
    Optional<String> maskingKeyFile();

    /**
     * The map key: 64 hex digits, another key than the masking key. With it (or the file) the consistency map is written: what became of
     * each original, for the key's holder alone. Without it there is no map.
     */
    Optional<String> mapKey();

    /** A file with the map key. */
    Optional<String> mapKeyFile();

    /** This instance's name in batches' histories; default: the service's name and a random ending. */
    Optional<String> instance();

    /** How many runs' rules and schemas are kept in memory. */
    @WithDefault("8")
    int cachedRuns();
}
