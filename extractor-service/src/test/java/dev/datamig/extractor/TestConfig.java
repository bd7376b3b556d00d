package dev.datamig.extractor;

import java.nio.file.Path;
import java.util.Optional;

/** A service's configuration without the service. */
public record TestConfig(Path landscapeFile, Path stagingFolder, ExtractorConfig.Reading extractor)
        implements ExtractorConfig {

    public static final String KEY = "0123456789abcdef".repeat(4);

    @Override
    public String landscape() {
        return landscapeFile.toString();
    }

    @Override
    public String staging() {
        return stagingFolder.toString();
    }

    @Override
    public Optional<String> stagingKey() {
        return Optional.of(KEY);
    }

    @Override
    public Optional<String> stagingKeyFile() {
        return Optional.empty();
    }

    @Override
    public Optional<String> instance() {
        return Optional.of("test");
    }
}
