package dev.datamig.coordinator.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.coordinator.CoordinatorConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTest {

    @TempDir
    Path folder;

    private CoordinatorConfig config(String landscape) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(CoordinatorConfig.class)
                .withDefaultValue(
                        "datamig.landscape",
                        Files.writeString(folder.resolve("l.yaml"), landscape).toString())
                .withDefaultValue("datamig.staging", folder.toString())
                .addDefaultInterceptors()
                .withConverter(java.time.Duration.class, 200, text -> java.time.Duration.ofSeconds(1))
                .build()
                .getConfigMapping(CoordinatorConfig.class);
    }

    @Test
    void namesEveryMistakeOfTheLandscapeWithItsLine() throws IOException {
        CoordinatorConfig config = config("version: 1\nname: t\nstores:\n  a:\n    kind: oracle\n");
        assertThatThrownBy(() -> new Ground().landscape(config))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("districts")
                .hasMessageContaining("line 5");
    }

    @Test
    void doesNotStartWithoutTheStagingKey() throws IOException {
        CoordinatorConfig config = config("version: 1\n");
        assertThatThrownBy(() -> new Ground().stagingKey(config)).hasMessageContaining("DATAMIG_STAGING_KEY");
    }
}
