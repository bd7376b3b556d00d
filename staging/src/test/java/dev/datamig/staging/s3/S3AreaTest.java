package dev.datamig.staging.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingAreaContract;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3AreaTest extends StagingAreaContract {

    private static S3Server server;

    private StagingArea area;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
        server.createBucket("staging");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() {
        area = StagingArea.open("s3://staging/area/" + UUID.randomUUID() + "/");
    }

    @Override
    protected StagingArea area() {
        return area;
    }

    @Test
    void seesNothingOfOtherPrefixes() {
        StagingArea whole = StagingArea.open("s3://staging");
        area.put("x", bytes("1"));

        assertThat(area.list("")).containsExactly("x");
        assertThat(whole.list("area/")).anyMatch(path -> path.endsWith("/x"));
        assertThat(StagingArea.open("s3://staging/area/other").list("")).isEmpty();
    }

    @Test
    void leavesNoCopyOnTheLocalDiskWhenItIsClosed() {
        area.put("x", bytes("1"));
        StagingArea.LocalFile local = area.local("x");
        assertThat(local.path()).exists();
        local.close();

        assertThat(local.path()).doesNotExist();
    }

    @Test
    void carriesBatches() {
        var files = new BatchFiles(area);
        var key = new DataKey(new byte[32]);
        var columns = List.of(
                new ColumnSchema("id", "bigint", "int8", Physical.INT64, false, false, true, null, List.of(), null));
        String sha256;
        try (BatchWriter writer = files.write("runs/r/t/1.parquet", columns, Map.of(), key)) {
            writer.write(new Object[] {7L});
            sha256 = writer.commit().sha256();
        }
        try (BatchReader reader = files.readVerified("runs/r/t/1.parquet", sha256, key)) {
            assertThat(reader.next()).containsExactly(7L);
        }
        assertThat(files.sha256("runs/r/t/1.parquet")).isEqualTo(sha256);
        assertThat(Files.exists(area.scratch())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///prefix", "s3://staging//x", "s3://no-such-bucket/x"})
    void refusesALocationThatIsNoBucket(String location) {
        assertThatThrownBy(() -> StagingArea.open(location)).isInstanceOfSatisfying(StagingException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("STG-001");
            assertThat(e.failure().category()).isEqualTo(FailureCategory.FATAL);
            assertThat(e.getMessage()).startsWith(location);
        });
    }

    @Test
    void saysThatAServerThatCannotBeReachedMayComeBack() {
        String endpoint = System.getProperty("aws.endpointUrlS3");
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
        try {
            assertThatThrownBy(() -> StagingArea.open("s3://staging/x"))
                    .isInstanceOfSatisfying(
                            StagingException.class,
                            e -> assertThat(e.failure().category()).isEqualTo(FailureCategory.TRANSIENT));
        } finally {
            System.setProperty("aws.endpointUrlS3", endpoint);
        }
    }
}
