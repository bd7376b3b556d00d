package dev.datamig.staging.parquet;

import static dev.datamig.staging.parquet.Cells.bytes;
import static dev.datamig.staging.parquet.Cells.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read say which they are and why, and none is read wrongly. */
class DamagedFilesTest {

    private static final DataKey KEY = new DataKey(new byte[32]).derive("test");
    private static final List<ColumnSchema> COLUMNS =
            List.of(column("id", Physical.INT64), column("name", Physical.TEXT));
    private static final String PATH = "runs/r/t/a1-part-00001.parquet";
    private static final String CANARY = "canary-4711-in-clear-text";

    @TempDir
    Path folder;

    private BatchFiles files;

    @BeforeEach
    void open() {
        files = new BatchFiles(StagingArea.open(folder.toString()));
    }

    @Test
    void hidesEverythingOfAnEncryptedFile() throws Exception {
        write(KEY);
        String raw = new String(Files.readAllBytes(folder.resolve(PATH)), StandardCharsets.ISO_8859_1);

        assertThat(raw)
                .startsWith("PARE")
                .endsWith("PARE")
                .doesNotContain(CANARY, "datamig.columns", "name", "canary-footer")
                .doesNotContain(new String(KEY.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(KEY.derive("datamig-parquet-v1").bytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void cannotBeReadUnderAnotherKey() {
        write(KEY);

        assertFails(KEY.derive("other"), "STG-005", FailureCategory.FATAL);
    }

    @Test
    void cannotBeReadWithoutItsKey() {
        write(KEY);

        assertFails(null, "STG-006", FailureCategory.FATAL);
    }

    @Test
    void isReadWithAKeyThatItDoesNotNeed() {
        write(null);

        try (BatchReader reader = files.read(PATH, KEY)) {
            assertThat(reader.rows()).isEqualTo(1_000);
        }
    }

    @Test
    void isMissed() {
        assertFails(KEY, "STG-003", FailureCategory.RETRIABLE);
        assertThatThrownBy(() -> files.sha256(PATH)).hasMessageContaining(PATH);
    }

    /** Indexes that nobody reads are the only bytes whose change may go unnoticed; a cell never comes out changed. */
    @Test
    void isNoticedOrReadRightWhereverAByteWasChanged() throws Exception {
        for (DataKey key : new DataKey[] {null, KEY}) {
            write(key);
            byte[] sound = Files.readAllBytes(folder.resolve(PATH));
            long expected = readAll(key);
            long seed = 17;
            var random = new Random(seed);
            int noticed = 0;
            for (int i = 0; i < 300; i++) {
                byte[] changed = sound.clone();
                int at = random.nextInt(sound.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(folder.resolve(PATH), changed);

                String where = "seed " + seed + ", byte " + at + " of " + sound.length;
                noticed += noticed(key, expected, where) ? 1 : 0;
            }
            assertThat(noticed).isGreaterThan(200);
        }
    }

    @Test
    void isNoticedWhereverAFileWasCutShort() throws Exception {
        for (DataKey key : new DataKey[] {null, KEY}) {
            write(key);
            byte[] sound = Files.readAllBytes(folder.resolve(PATH));
            for (int length : new int[] {0, 1, 4, 8, 12, 100, sound.length / 2, sound.length - 8, sound.length - 1}) {
                Files.write(folder.resolve(PATH), Arrays.copyOf(sound, length));
                assertThat(catchThrowable(() -> readAll(key)))
                        .as("cut to %d of %d", length, sound.length)
                        .isInstanceOfSatisfying(
                                StagingException.class,
                                e -> assertThat(e.failure().category()).isEqualTo(FailureCategory.FATAL))
                        .hasMessageStartingWith(PATH + ": ");
            }
        }
    }

    @Test
    void isRefusedWhenItIsNoParquetOrNotOurs() throws Exception {
        Files.createDirectories(folder.resolve(PATH).getParent());
        Files.writeString(folder.resolve(PATH), "a,b\n1,2\n");
        assertFails(null, "STG-004", FailureCategory.FATAL);

        try (var duck = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement()) {
            statement.execute("copy (select 1 as id) to '" + folder.resolve(PATH) + "' (format parquet)");
        }
        assertFails(null, "STG-009", FailureCategory.FATAL);
    }

    @Test
    void isNoticedBeforeReadingWhenTheManifestsChecksumIsKnown() throws Exception {
        String sha256 = write(KEY);
        try (BatchReader reader = files.readVerified(PATH, sha256, KEY)) {
            assertThat(reader.rows()).isEqualTo(1_000);
        }
        write(KEY);

        assertThatThrownBy(() -> files.readVerified(PATH, sha256, KEY))
                .isInstanceOf(StagingException.class)
                .hasMessage(PATH + ": has another checksum than its manifest says");
    }

    private boolean noticed(@Nullable DataKey key, long expected, String where) {
        try {
            assertThat(readAll(key)).as(where).isEqualTo(expected);
            return false;
        } catch (StagingException e) {
            assertThat(e).as(where).hasMessageStartingWith(PATH + ": ");
            return true;
        }
    }

    private void assertFails(@Nullable DataKey key, String code, FailureCategory category) {
        assertThat(catchThrowable(() -> files.read(PATH, key)))
                .isInstanceOfSatisfying(StagingException.class, e -> {
                    assertThat(e.failure().code()).isEqualTo(code);
                    assertThat(e.failure().category()).isEqualTo(category);
                    assertThat(e.failure().hint()).isNotBlank();
                })
                .hasMessageStartingWith(PATH + ": ");
    }

    private String write(@Nullable DataKey key) {
        try (BatchWriter writer = files.write(PATH, COLUMNS, Map.of("note", "canary-footer"), key)) {
            for (int i = 0; i < 1_000; i++) {
                writer.write(new Object[] {(long) i, bytes(i == 7 ? CANARY : "n" + i)});
            }
            return writer.commit().sha256();
        }
    }

    /** A digest of all cells. */
    private long readAll(@Nullable DataKey key) {
        long digest = 0;
        try (BatchReader reader = files.read(PATH, key)) {
            for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                digest = digest * 31 + Cells.bits(cells).hashCode();
            }
        }
        return digest;
    }
}
