package dev.datamig.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path root;

    private AotCache cache;

    @BeforeEach
    void buildsAService() throws IOException {
        cache = new AotCache(ServicePackage.LOADER, root);
        for (String jar : new String[] {
            "quarkus-run.jar",
            "app/loader.jar",
            "quarkus/transformed-bytecode.jar",
            "lib/boot/runner.jar",
            "lib/main/b.jar",
            "lib/main/a.jar",
            "lib/main/a.txt"
        }) {
            write(root.resolve("loader-service/target/quarkus-app").resolve(jar), BUILT);
        }
    }

    @Test
    void withoutACacheAServiceStartsFromItsPackage() {
        assertThat(cache.program(AotMode.USE))
                .containsExactly("-jar", cache.service().runner(root).toString());
        assertThat(cache.program(AotMode.IGNORE)).isEqualTo(cache.program(AotMode.USE));
    }

    @Test
    void withACacheItsJarsStandOnTheClassPathAndWhatQuarkusHasTransformedStandsFirst() throws IOException {
        write(cache.file(), BUILT.plusSeconds(1));

        assertThat(cache.isThere()).isEqualTo(AotCache.isSupported());
        assertThat(cache.program(AotMode.IGNORE)).startsWith("-jar");
        if (AotCache.isSupported()) {
            assertThat(cache.program(AotMode.USE)).startsWith("-XX:AOTCache=" + cache.file(), "-cp");
        }
        String classPath = cache.assembly().getLast().replace(root + "/loader-service/target/quarkus-app/", "");
        assertThat(classPath.split(java.io.File.pathSeparator))
                .containsExactly(
                        "quarkus/transformed-bytecode.jar",
                        "app/loader.jar",
                        "lib/boot/runner.jar",
                        "lib/main/a.jar",
                        "lib/main/b.jar");
    }

    @Test
    void aCacheOfAnEarlierBuildIsPassedOver() throws IOException {
        write(cache.file(), BUILT.minusSeconds(1));

        assertThat(cache.isThere()).isFalse();
        assertThat(cache.program(AotMode.USE)).startsWith("-jar");
    }

    @Test
    void whoRecordsAndWhoUsesHaveTheSameClassPath() {
        assertThat(cache.program(AotMode.RECORD))
                .contains("-XX:AOTMode=record", cache.assembly().getLast());
    }

    @Test
    void aServiceThatHasRecordedNothingIsNamed() {
        var training = new Training(new StackFolder(root, root.resolve(".datamig")), line -> {});

        assertThatThrownBy(training::assemble)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("extractor")
                .hasMessageContaining("extractor.log");
    }

    private static void write(Path file, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
