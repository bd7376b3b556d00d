package dev.datamig.validator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What the validator is told from outside; every key is also read from the environment as {@code DATAMIG_…}. */
@ConfigMapping(prefix = "datamig")
public interface ValidatorConfig {

    /** Path of the landscape file; its targets are what audits read. */
    String landscape();

    /** The staging area: an absolute folder, a {@code file:} URL or {@code s3://bucket/prefix}. */
    String staging();

    /** The staging key, 64 hex digits; this or {@code datamig.staging-key-file}. */
    Optional<String> stagingKey();

    /** A file with the staging key. */
    Optional<String> stagingKeyFile();

    /** The seal key, 64 hex digits; this or {@code datamig.seal-key-file}. */
    Optional<String> sealKey();

    /** A file with the seal key. */
    Optional<String> sealKeyFile();

    /** How this instance calls itself in manifests; default: {@code validator-} and random digits. */
    Optional<String> instance();

    /** How much memory the set checks' database may take outside of Java's heap. */
    @WithDefault("256MB")
    String setMemory();
}
