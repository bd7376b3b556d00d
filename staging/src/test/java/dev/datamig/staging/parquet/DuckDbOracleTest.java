package dev.datamig.staging.parquet;

import static dev.datamig.staging.parquet.Cells.bytes;
import static dev.datamig.staging.parquet.Cells.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine reads what was meant. */
class DuckDbOracleTest {

    @TempDir
    Path folder;

    private BatchFiles files;

    @BeforeEach
    void open() {
        files = new BatchFiles(StagingArea.open(folder.toString()));
    }

    @Test
    void readsEveryTypeAsWhatItIs() throws Exception {
        List<ColumnSchema> columns = Cells.everyPhysical();
        write(
                columns,
                List.of(
                        new Object[] {
                            true,
                            7,
                            8L,
                            1.5f,
                            2.5d,
                            19_000,
                            1_700_000_000_000_001L,
                            1_700_000_000_000_002L,
                            bytes("Zoë"),
                            new byte[] {0, (byte) 0xff}
                        },
                        new Object[10]));

        assertThat(query("select * from (describe select * from read_parquet('%s'))", 2))
                .containsExactly(
                        "c_BOOLEAN|BOOLEAN",
                        "c_INT32|INTEGER",
                        "c_INT64|BIGINT",
                        "c_FLOAT|FLOAT",
                        "c_DOUBLE|DOUBLE",
                        "c_DATE|DATE",
                        "c_TIMESTAMP|TIMESTAMP",
                        "c_TIMESTAMPTZ|TIMESTAMP WITH TIME ZONE",
                        "c_TEXT|VARCHAR",
                        "c_BYTES|BLOB");
        assertThat(query(
                        "select c_BOOLEAN, c_INT32, c_INT64, c_FLOAT, c_DOUBLE, c_DATE, c_TIMESTAMP,"
                                + " epoch_us(c_TIMESTAMPTZ), c_TEXT, hex(c_BYTES) from read_parquet('%s')",
                        10))
                .containsExactly(
                        "true|7|8|1.5|2.5|2022-01-08|2023-11-14 22:13:20.000001|1700000000000002|Zoë|00FF",
                        "null|null|null|null|null|null|null|null|null|null");
    }

    @Test
    void readsTheSameRowsInTheSameOrder() throws Exception {
        List<ColumnSchema> columns =
                List.of(column("id", Physical.INT64), column("word", Physical.TEXT), column("x", Physical.DOUBLE));
        List<Object[]> rows = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            rows.add(new Object[] {(long) i * 3, i % 5 == 0 ? null : bytes("word" + i % 70_000), (double) i});
            sum += i * 3L;
        }
        write(columns, rows);

        assertThat(query(
                        "select count(*), sum(id), count(word), count(distinct word), sum(x) from read_parquet('%s')",
                        5))
                .containsExactly("200000|" + sum + "|160000|56000|1.99999E10");
        assertThat(query(
                        "select count(*) from (select id, row_number() over () as n from read_parquet('%s'))"
                                + " where id <> (n - 1) * 3",
                        1))
                .containsExactly("0");
    }

    @Test
    void findsColumnsUnderTheirParquetNames() throws Exception {
        List<ColumnSchema> columns = List.of(
                column("start.id", Physical.INT32),
                column("Name", Physical.INT32),
                column("name", Physical.INT32),
                column("\"q\"", Physical.INT32),
                column("", Physical.INT32),
                column("学生", Physical.INT32));
        write(columns, List.<Object[]>of(new Object[] {1, 2, 3, 4, 5, 6}));

        List<String> names = BatchFiles.parquetNames(columns);
        for (int i = 0; i < names.size(); i++) {
            String quoted = "\"" + names.get(i).replace("\"", "\"\"") + "\"";
            assertThat(query("select " + quoted + " from read_parquet('%s')", 1))
                    .as(quoted)
                    .containsExactly(String.valueOf(i + 1));
        }
    }

    @Test
    void countsTheRowsOfATableWithoutColumnsAndOfAnEmptyOne() throws Exception {
        write(List.of(), List.of(new Object[0], new Object[0]));
        assertThat(query("select count(*) from read_parquet('%s')", 1)).containsExactly("2");

        write(Cells.everyPhysical(), List.of());
        assertThat(query("select count(*) from read_parquet('%s')", 1)).containsExactly("0");
    }

    @Test
    void findsDictionariesOfTextsThatRepeatAndOfNothingElse() throws Exception {
        List<Object[]> rows = IntStream.range(0, 5_000)
                .mapToObj(i -> new Object[] {
                    true, 7, 8L, 1.5f, 2.5d, 19_000, 1L, 2L, bytes("kind " + i % 5), bytes("part " + i % 7)
                })
                .toList();
        write(Cells.everyPhysical(), rows);

        assertThat(query(
                        "select path_in_schema from parquet_metadata('%s') where encodings like '%%DICTIONARY%%' order by 1",
                        1))
                .containsExactly("c_BYTES", "c_TEXT");
    }

    private void write(List<ColumnSchema> columns, List<Object[]> rows) {
        try (BatchWriter writer = files.write("f.parquet", columns, Map.of(), null)) {
            rows.forEach(writer::write);
            writer.commit();
        }
    }

    private List<String> query(String sql, int width) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted(folder.resolve("f.parquet")))) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    cells.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }
}
