package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyMapTest {

    private static final String MAP_KEY = "5a".repeat(32);
    private static final RunSchema PEOPLE = schema(List.of(table(
            "ids:public.person",
            List.of("id int!", "first_name text", "email varchar(120)!", "student_number text", "city text"),
            "id",
            "email")));

    @TempDir
    Path folder;

    private static BatchManifest people(TestStage stage) {
        return stage.batch(
                "ids:public.person",
                row(1, "Xanthippe", "x.quorl@district.org", "S1234567", "Springfield"),
                row(2, "Xanthippe", "y.quorl@district.org", null, "Springfield"));
    }

    private static String path(BatchManifest batch) {
        return StagingLayout.consistencyMap(batch.run(), batch.attempt(), batch.table(), batch.part());
    }

    @Test
    void thereIsNoMapUnlessAKeyForItIsGiven() {
        var stage = new TestStage(folder, PEOPLE);
        BatchManifest batch = people(stage);
        stage.masked(batch);
        assertThat(stage.area().list(StagingLayout.phaseFolder(batch.run(), "consistency-map")))
                .isEmpty();
    }

    @Test
    void theKeysHolderReadsWhatEveryReplacedValueBecame() {
        var stage = new TestStage(folder, PEOPLE, new byte[32], Optional.of(MAP_KEY));
        BatchManifest batch = people(stage);
        List<Object[]> masked = stage.masked(batch);
        Map<String, String> pairs = new HashMap<>();
        var files = new BatchFiles(stage.area());
        try (BatchReader reader = files.read(path(batch), ofRun(MAP_KEY, batch))) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                assertThat(pairs.put(text(row[0]) + "/" + text(row[1]), text(row[2])))
                        .isNull();
            }
        }
        assertThat(pairs)
                .containsEntry("givenName/Xanthippe", text(masked.get(0)[1]))
                .containsEntry("email/x.quorl@district.org", text(masked.get(0)[2]))
                .containsEntry("email/y.quorl@district.org", text(masked.get(1)[2]))
                .containsEntry("studentNumber/S1234567", text(masked.get(0)[3]))
                .hasSize(4);
    }

    @Test
    void withoutTheKeyItTellsNothing() {
        var stage = new TestStage(folder, PEOPLE, new byte[32], Optional.of(MAP_KEY));
        BatchManifest batch = people(stage);
        stage.masked(batch);
        byte[] bytes = stage.area().get(path(batch)).orElseThrow();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain("Xanthippe", "quorl", "S1234567", "original", "givenName");
        assertThatThrownBy(() -> new BatchFiles(stage.area()).read(path(batch), ofRun("5b".repeat(32), batch)))
                .isInstanceOf(StagingException.class)
                .hasMessageNotContaining("Xanthippe");
    }

    private static DataKey ofRun(String key, BatchManifest batch) {
        return new DataKey(java.util.HexFormat.of().parseHex(key)).derive("datamig-consistency-map-v1/" + batch.run());
    }
}
