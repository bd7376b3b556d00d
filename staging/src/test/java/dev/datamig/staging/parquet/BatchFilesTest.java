package dev.datamig.staging.parquet;

import static dev.datamig.staging.parquet.Cells.bytes;
import static dev.datamig.staging.parquet.Cells.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, and a file is there whole or not at all. */
class BatchFilesTest {

    private static final DataKey KEY = new DataKey(new byte[32]).derive("test");

    @TempDir
    Path folder;

    private StagingArea area;
    private BatchFiles files;

    @BeforeEach
    void open() {
        area = StagingArea.open(folder.toString());
        files = new BatchFiles(area);
    }

    @ParameterizedTest
    @EnumSource(Physical.class)
    void keepsEveryBitOfExtremeValues(Physical physical) {
        List<Object[]> rows = new ArrayList<>();
        for (Object value : Cells.extremes(physical)) {
            rows.add(new Object[] {value});
        }
        for (DataKey key : new DataKey[] {null, KEY}) {
            write("f", List.of(column("c", physical)), rows, key);
            assertSame(read("f", key), rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsRandomRows(long seed) {
        var random = new Random(seed);
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            columns.add(column("c" + i, Physical.values()[random.nextInt(Physical.values().length)]));
        }
        List<Object[]> rows = new ArrayList<>();
        for (int i = random.nextInt(30_000); i > 0; i--) {
            rows.add(columns.stream()
                    .map(c -> Cells.random(c.physical(), random))
                    .toArray());
        }
        DataKey key = random.nextBoolean() ? KEY : null;

        StoredFile stored = write("r", columns, rows, key);

        assertThat(stored.rows()).isEqualTo(rows.size());
        assertSame(read("r", key), rows);
    }

    @Test
    void keepsColumnsAndFooter() {
        List<ColumnSchema> columns = Cells.everyPhysical();
        try (BatchWriter writer = files.write("f", columns, Map.of("table", "ids:public.\"T\"", "x", ""), KEY)) {
            writer.commit();
        }
        try (BatchReader reader = files.read("f", KEY)) {
            assertThat(reader.columns()).isEqualTo(columns);
            assertThat(reader.footer()).isEqualTo(Map.of("table", "ids:public.\"T\"", "x", ""));
            assertThat(reader.rows()).isZero();
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void takesColumnNamesOfAnyForm() {
        List<String> names = List.of(
                "a.b",
                "start.id",
                "a/b",
                "\"q\"",
                "学生",
                "Name",
                "name",
                "NAME",
                "name~2",
                "",
                " ",
                "x,y",
                "select",
                "ünï",
                "a'b",
                "a\nb",
                "%",
                "e\u0301",
                "_");
        List<ColumnSchema> columns =
                names.stream().map(name -> column(name, Physical.INT32)).toList();
        Object[] row = IntStream.range(0, names.size()).boxed().toArray();

        for (DataKey key : new DataKey[] {null, KEY}) {
            write("f", columns, List.<Object[]>of(row), key);
            try (BatchReader reader = files.read("f", key)) {
                assertThat(reader.columns()).isEqualTo(columns);
                assertThat(reader.next()).isEqualTo(row);
            }
        }
        assertThat(BatchFiles.parquetNames(columns).stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(BatchFiles.parquetNames(columns)).contains("a.b", "start.id", "学生", "Name", "name~2");
    }

    @Test
    void keepsRowsWithoutColumns() {
        write("f", List.of(), List.of(new Object[0], new Object[0], new Object[0]), KEY);

        assertThat(read("f", KEY)).hasSize(3).allMatch(cells -> cells.length == 0);
    }

    @Test
    void keepsTablesOfManyColumns() {
        List<ColumnSchema> columns = IntStream.range(0, 400)
                .mapToObj(i -> column("c" + i, Physical.values()[i % Physical.values().length]))
                .toList();
        var random = new Random(5);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(columns.stream()
                    .map(c -> Cells.random(c.physical(), random))
                    .toArray());
        }
        write("f", columns, rows, null);

        assertSame(read("f", null), rows);
    }

    @Test
    void keepsAVeryLargeCellAmongSmallOnes() {
        byte[] large = new byte[50 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ('a' + (i * 31L >>> 7) % 26);
        }
        List<Object[]> rows = List.of(new Object[] {bytes("x")}, new Object[] {large}, new Object[] {bytes("y")});

        StoredFile stored = write("f", List.of(column("c", Physical.TEXT)), rows, KEY);

        assertThat(stored.bytes()).isLessThan(large.length);
        try (BatchReader reader = files.read("f", KEY)) {
            assertThat(reader.next()).isEqualTo(rows.get(0));
            assertThat(Arrays.equals((byte[]) reader.next()[0], large)).isTrue();
            assertThat(reader.next()).isEqualTo(rows.get(2));
        }
    }

    @Test
    void startsANewRowGroupBeforeMemoryRunsOut() throws Exception {
        var random = new Random(11);
        byte[] noise = new byte[1 << 20];
        try (BatchWriter writer = files.write("f", List.of(column("c", Physical.BYTES)), Map.of(), null)) {
            long last = 0;
            for (int i = 0; i < 60; i++) {
                random.nextBytes(noise);
                writer.write(new Object[] {noise});
                assertThat(writer.bytes()).isGreaterThanOrEqualTo(last);
                last = writer.bytes();
            }
            assertThat(last).isBetween(60L << 20, 70L << 20);
            assertThat(writer.rows()).isEqualTo(60);
            writer.commit();
        }
        var options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (var reader = ParquetFileReader.open(new LocalInputFile(folder.resolve("f")), options)) {
            assertThat(reader.getRowGroups()).hasSizeBetween(6, 12);
        }
    }

    @Test
    void doesNotKeepTheCellsItWasGiven() {
        byte[] reused = new byte[1];
        Object[] cells = {reused};
        List<ColumnSchema> columns = List.of(column("c", Physical.BYTES));
        try (BatchWriter writer = files.write("f", columns, Map.of(), null)) {
            for (int i = 0; i < 100; i++) {
                reused[0] = (byte) i;
                writer.write(cells);
            }
            writer.commit();
        }
        List<Object[]> rows = read("f", null);
        for (int i = 0; i < 100; i++) {
            assertThat((byte[]) rows.get(i)[0]).containsExactly(i);
        }
    }

    @Test
    void givesTheChecksumOfTheBytesInThePlace() throws Exception {
        StoredFile stored = write("a/b", Cells.everyPhysical(), List.of(), KEY);
        byte[] bytes = Files.readAllBytes(folder.resolve("a/b"));

        assertThat(stored.sha256()).isEqualTo(Digests.sha256Hex(bytes)).isEqualTo(files.sha256("a/b"));
        assertThat(stored.bytes()).isEqualTo(bytes.length);
        assertThat(stored.path()).isEqualTo("a/b");
    }

    @Test
    void isWrittenTheSameEachTimeSoThatAttemptsCanBeCompared() {
        List<Object[]> rows = List.<Object[]>of(new Object[] {1L}, new Object[] {null});
        List<ColumnSchema> columns = List.of(column("c", Physical.INT64));

        assertThat(write("one", columns, rows, null).sha256())
                .isEqualTo(write("two", columns, rows, null).sha256());
        assertThat(write("three", columns, rows, KEY).sha256())
                .isNotEqualTo(write("four", columns, rows, KEY).sha256());
    }

    @Test
    void leavesNothingWhenItIsClosedBeforeCommit() {
        try (BatchWriter writer = files.write("f", List.of(column("c", Physical.TEXT)), Map.of(), KEY)) {
            writer.write(new Object[] {bytes("half")});
        }
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void leavesTheOldFileWhenItsSuccessorFails() {
        List<ColumnSchema> columns = List.of(column("c", Physical.TEXT));
        write("f", columns, List.<Object[]>of(new Object[] {bytes("old")}), null);
        try (BatchWriter writer = files.write("f", columns, Map.of(), null)) {
            writer.write(new Object[] {bytes("new")});
        }
        assertThat(read("f", null))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row[0]).isEqualTo(bytes("old")));
    }

    @Test
    void refusesRowsThatDoNotFitAndFilesThatHadOne() {
        List<ColumnSchema> columns = List.of(column("n", Physical.INT64), column("secret", Physical.TEXT));
        try (BatchWriter writer = files.write("some/f", columns, Map.of(), null)) {
            assertThatThrownBy(() -> writer.write(new Object[] {1L}))
                    .hasMessage("some/f: a row has 1 cells, the file has 2 columns");
            writer.write(new Object[] {1L, bytes("x")});
            assertThatThrownBy(() -> writer.write(new Object[] {2L, "hunter2"}))
                    .isInstanceOfSatisfying(
                            StagingException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("STG-008"))
                    .hasMessage("some/f: a cell of column secret (TEXT) is a String");
            assertThatThrownBy(writer::commit).hasMessageContaining("some/f: cannot be committed");
        }
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void refusesToWriteAfterCommit() {
        List<ColumnSchema> columns = List.of(column("n", Physical.INT64));
        try (BatchWriter writer = files.write("f", columns, Map.of(), null)) {
            writer.commit();
            assertThatThrownBy(() -> writer.write(new Object[] {1L})).hasMessageStartingWith("f: ");
            assertThatThrownBy(writer::commit).hasMessageStartingWith("f: ");
        }
        assertThat(area.exists("f")).isTrue();
    }

    private StoredFile write(String path, List<ColumnSchema> columns, List<Object[]> rows, @Nullable DataKey key) {
        try (BatchWriter writer = files.write(path, columns, Map.of(), key)) {
            rows.forEach(writer::write);
            return writer.commit();
        }
    }

    private List<Object[]> read(String path, @Nullable DataKey key) {
        List<Object[]> rows = new ArrayList<>();
        try (BatchReader reader = files.read(path, key)) {
            for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                rows.add(cells);
            }
        }
        return rows;
    }

    private static void assertSame(List<Object[]> actual, List<Object[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Cells.bits(actual.get(i))).as("row %d", i).isEqualTo(Cells.bits(expected.get(i)));
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
