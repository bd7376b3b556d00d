package dev.datamig.staging.parquet;

import static dev.datamig.staging.parquet.Cells.bytes;
import static dev.datamig.staging.parquet.Cells.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not opened comes out as it went in, what is opened as it was written. */
class BatchRewriterTest {

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

    @Test
    void passesWhatIsNotOpenAndWritesWhatIs() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        List<ColumnSchema> columns = Cells.everyPhysical();
        List<Object[]> rows = rows(columns, 5_000, random);
        for (int tries = 0; tries < 6; tries++) {
            Set<String> open = open(columns, tries, random);
            DataKey key = tries % 2 == 0 ? KEY : null;
            write("in", columns, rows, key);

            try (BatchRewriter batch = files.rewrite("in", key, open, "out")) {
                for (Object[] row = batch.next(); row != null; row = batch.next()) {
                    for (int i = 0; i < row.length; i++) {
                        assertThat(batch.isOpen(i))
                                .isEqualTo(open.contains(columns.get(i).name()));
                        assertThat(row[i] == null || batch.isOpen(i)).isTrue();
                    }
                    batch.write(turned(row));
                }
                assertThat(batch.commit().rows()).isEqualTo(rows.size());
            }

            assertSame("out", columns, rows, open);
        }
    }

    @Test
    void keepsGroupsOfRowsTogetherWhereThereAreSeveral() throws Exception {
        List<ColumnSchema> columns =
                List.of(column("id", Physical.INT64), column("t", Physical.TEXT), column("u", Physical.TEXT));
        List<Object[]> rows = new ArrayList<>();
        var random = new Random(7);
        for (long i = 0; i < 3_000; i++) {
            var noise = new byte[6_000];
            random.nextBytes(noise);
            rows.add(new Object[] {i, noise, i % 3 == 0 ? null : bytes("u" + i % 7)});
        }
        write("in", columns, rows, KEY);

        try (BatchRewriter batch = files.rewrite("in", KEY, Set.of("u"), "out")) {
            for (Object[] row = batch.next(); row != null; row = batch.next()) {
                batch.write(turned(row));
            }
            batch.commit();
        }

        assertSame("out", columns, rows, Set.of("u"));
        String file = folder.resolve("out").toString();
        assertThat(query("select count(distinct row_group_id) from parquet_metadata('" + file + "')"))
                .isGreaterThan(1);
        assertThat(query("select count(u) from read_parquet('" + file + "') where id % 3 <> 0"))
                .as("another engine reads it")
                .isEqualTo(2_000);
    }

    @Test
    void buildsNoDictionaryOfWhatHadNoneAndOneOfWhatRepeats() throws Exception {
        List<ColumnSchema> columns = List.of(column("mark", Physical.TEXT), column("kind", Physical.TEXT));
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(new Object[] {bytes("a mark of its own " + i), bytes("kind " + i % 5)});
        }
        write("in", columns, rows, KEY);

        try (BatchRewriter batch = files.rewrite("in", KEY, Set.of("mark", "kind"), "out")) {
            for (Object[] row = batch.next(); row != null; row = batch.next()) {
                batch.write(turned(row));
            }
            batch.commit();
        }

        assertSame("out", columns, rows, Set.of("mark", "kind"));
        String encodings = "select count(*) from parquet_metadata('" + folder.resolve("out")
                + "') where encodings like '%DICTIONARY%' and ";
        assertThat(query(encodings + "path_in_schema = 'mark'")).isZero();
        assertThat(query(encodings + "path_in_schema = 'kind'")).isEqualTo(1);
    }

    @Test
    void saysHowManyValuesPassed() {
        List<ColumnSchema> columns = List.of(column("a", Physical.TEXT), column("b", Physical.INT32));
        write("in", columns, List.of(new Object[] {bytes("x"), null}, new Object[] {bytes("y"), 3}), KEY);

        try (BatchRewriter batch = files.rewrite("in", KEY, Set.of(), "out")) {
            assertThat(batch.next()).isNull();
            assertThat(batch.values(0)).hasValue(2);
            assertThat(batch.values(1)).hasValue(1);
            batch.commit();
        }
        try (BatchRewriter again = files.rewrite("out", null, Set.of(), "third")) {
            assertThat(again.values(1)).hasValue(1);
        }
    }

    @Test
    void copiesTablesWithoutColumnsOrRows() {
        write("none", List.of(), List.of(new Object[0], new Object[0]), KEY);
        write("empty", Cells.everyPhysical(), List.of(), KEY);

        for (String name : List.of("none", "empty")) {
            try (BatchRewriter batch = files.rewrite(name, KEY, Set.of("c_TEXT"), name + "-out")) {
                assertThat(batch.next()).isNull();
                batch.commit();
            }
        }

        try (BatchReader none = files.read("none-out", null);
                BatchReader empty = files.read("empty-out", null)) {
            assertThat(none.rows()).isEqualTo(2);
            assertThat(empty.rows()).isZero();
        }
    }

    @Test
    void noticesDamageInPagesThatNobodyDecodes() throws Exception {
        List<ColumnSchema> columns = Cells.everyPhysical();
        write("in", columns, rows(columns, 500, new Random(3)), null);
        Path file = folder.resolve("in");
        byte[] damaged = Files.readAllBytes(file);
        for (int at = 200; at < damaged.length / 2; at += 97) {
            damaged[at] ^= 0x55;
        }
        Files.write(file, damaged);

        assertThatThrownBy(() -> {
                    try (BatchRewriter batch = files.rewrite("in", null, Set.of(), "out")) {
                        batch.commit();
                    }
                })
                .isInstanceOf(StagingException.class)
                .hasMessageContaining("in");
        assertThat(area.exists("out")).isFalse();
    }

    @Test
    void refusesToFinishWhileRowsAreLeft() {
        List<ColumnSchema> columns = List.of(column("a", Physical.TEXT));
        write("in", columns, List.of(new Object[] {bytes("x")}, new Object[] {bytes("y")}), KEY);

        try (BatchRewriter batch = files.rewrite("in", KEY, Set.of("a"), "out")) {
            batch.write(java.util.Objects.requireNonNull(batch.next()));
            assertThatThrownBy(batch::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(area.exists("out")).isFalse();
    }

    @Test
    void makesTheSameEmptyFileForAKey() {
        for (String name : List.of("one", "two", "three")) {
            files.writeEmpty(name, Cells.everyPhysical(), KEY);
        }
        assertThat(area.get("three").orElseThrow()).isEqualTo(area.get("two").orElseThrow());
        try (BatchReader reader = files.read("three", KEY)) {
            assertThat(reader.next()).isNull();
            assertThat(reader.columns()).isEqualTo(Cells.everyPhysical());
        }
        files.writeEmpty("other", Cells.everyPhysical(), KEY.derive("other"));
        assertThatThrownBy(() -> files.read("other", KEY)).isInstanceOf(StagingException.class);
    }

    private static Set<String> open(List<ColumnSchema> columns, int tries, Random random) {
        var open = new TreeSet<String>();
        for (ColumnSchema column : columns) {
            if (tries == 1 || tries > 1 && random.nextBoolean()) {
                open.add(column.name());
            }
        }
        return open;
    }

    private static List<Object[]> rows(List<ColumnSchema> columns, int count, Random random) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(columns.stream()
                    .map(column -> random.nextInt(5) == 0 ? null : Cells.random(column.physical(), random))
                    .toArray());
        }
        return rows;
    }

    /** Another value of the same type; a null where there is none. */
    private static Object[] turned(Object[] row) {
        var out = new Object[row.length];
        for (int i = 0; i < row.length; i++) {
            out[i] = turned(row[i]);
        }
        return out;
    }

    private static Object turned(Object cell) {
        return switch (cell) {
            case byte[] text -> bytes("was " + text.length);
            case Integer number -> ~number;
            case Long number -> ~number;
            case Boolean value -> !value;
            case null, default -> null;
        };
    }

    private void assertSame(String path, List<ColumnSchema> columns, List<Object[]> rows, Set<String> turned) {
        int number = 0;
        try (BatchReader reader = files.read(path, null)) {
            assertThat(reader.columns()).isEqualTo(columns);
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                Object[] expected = rows.get(number).clone();
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = turned.contains(columns.get(i).name()) ? turned(expected[i]) : expected[i];
                }
                assertThat(java.util.Arrays.deepEquals(row, expected))
                        .as("row " + number)
                        .isTrue();
                number++;
            }
        }
        assertThat(number).isEqualTo(rows.size());
    }

    private void write(String path, List<ColumnSchema> columns, List<Object[]> rows, DataKey key) {
        try (BatchWriter writer = files.write(path, columns, Map.of(), key)) {
            rows.forEach(writer::write);
            writer.commit();
        }
    }

    private static long query(String sql) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet found = duck.createStatement().executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
