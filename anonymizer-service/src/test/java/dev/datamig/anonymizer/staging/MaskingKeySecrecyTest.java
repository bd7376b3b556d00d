package dev.datamig.anonymizer.staging;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.anonymizer.TestStage;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The masking key has no default and is written nowhere; its id tells keys apart. */
class MaskingKeySecrecyTest {

    private static final RunSchema PEOPLE =
            schema(List.of(table("ids:public.person", List.of("id int!", "first_name text", "email text"), "id")));

    @TempDir
    Path folder;

    @Test
    void aServiceWithoutKeyDoesNotStartAndSaysWhichIsMissing() throws IOException {
        assertThatThrownBy(() -> new Keys().maskingKey(new TestStage.FixedConfig(folder.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATAMIG_MASKING_KEY is not set")
                .hasMessageContaining("DATAMIG_MASKING_KEY_FILE");
        try (var shipped = Keys.class.getResourceAsStream("/application.properties")) {
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("masking-key");
        }
    }

    @Test
    void theKeyIsWrittenNowhereButItsIdIs() throws IOException {
        var key = new byte[32];
        new Random(5).nextBytes(key);
        var stage = new TestStage(folder, PEOPLE, key);
        BatchManifest batch = stage.batch(
                "ids:public.person",
                new Object[] {1, "Jane".getBytes(StandardCharsets.UTF_8), "j@d.org".getBytes(StandardCharsets.UTF_8)});
        stage.masked(batch);
        String raw = new String(key, StandardCharsets.ISO_8859_1);
        String hex = HexFormat.of().formatHex(key);
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(raw)
                        .doesNotContainIgnoringCase(hex);
            }
        }
        String id = new MaskingKey(key).id();
        assertThat(new String(
                        stage.area()
                                .get(StagingLayout.classification(batch.run(), batch.attempt()))
                                .orElseThrow(),
                        StandardCharsets.UTF_8))
                .contains("\"maskingKey\" : \"" + id + "\"");
        assertThat(hex).doesNotContain(id);
        assertThat(new MaskingKey(new byte[32]).id()).isNotEqualTo(id);
        assertThat(new MaskingKey(key).toString()).doesNotContain(hex);
    }
}
