package dev.datamig.validator.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea.LocalFile;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.check.CountedColumn;
import dev.datamig.validator.duckdb.DistinctCounts.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistinctCountsTest {

    @TempDir
    Path folder;

    private static final List<ColumnSchema> COLUMNS = Arrays.stream(Physical.values())
            .map(physical -> StagedRun.column("c" + physical, type(physical), physical, true))
            .toList();

    private static final TableSchema TABLE = new TableSchema(
            TableId.of("a:public.t"), TableKind.TABLE, COLUMNS, List.of(), List.of(), List.of(), null, null, null);

    private static String type(Physical physical) {
        return switch (physical) {
            case BOOLEAN -> "bool";
            case INT32 -> "int4";
            case INT64 -> "int8";
            case FLOAT -> "float4";
            case DOUBLE -> "float8";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamptz";
            case TEXT -> "text";
            case BYTES -> "bytea";
        };
    }

    private static Object any(Physical physical, Random random) {
        int i = random.nextInt(6);
        if (i == 0) {
            return null;
        }
        return switch (physical) {
            case BOOLEAN -> i % 2 == 0;
            case INT32, DATE -> i - 3;
            case INT64, TIMESTAMP, TIMESTAMPTZ -> (i - 3) * 86_400_000_001L;
            case FLOAT -> new Float[] {0f, -0f, Float.NaN, 1.5f, Float.POSITIVE_INFINITY}[i - 1];
            case DOUBLE -> new Double[] {0d, -0d, Double.NaN, 1.5, Double.NEGATIVE_INFINITY}[i - 1];
            case TEXT -> new byte[][] {{}, {'a'}, {'A'}, {'a', ' '}, {(byte) 0xc3, (byte) 0xa9}}[i - 1];
            case BYTES -> new byte[][] {{}, {0}, {0, 0}, {-1}, {'a'}}[i - 1];
        };
    }

    private Map<CountedColumn, Counted> counted(StagedRun run, String file, long rows) {
        List<CountedColumn> columns = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> new CountedColumn(TABLE.id(), COLUMNS.get(i).name(), i, true))
                .toList();
        try (LocalFile local = run.area.local(file);
                var database = new SubsetDatabase("256MB", run.area.scratch(), rows)) {
            database.add(TABLE, List.of(local.path()), rows);
            return new DistinctCounts(database).of(TABLE, columns, rows);
        }
    }

    /** What is told of a table to the engine is its number of rows alone; the other way of counting is the oracle. */
    @Test
    void countsInFewRowsAsInMany() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var run = new StagedRun(folder);
        for (int round = 0; round < 8; round++) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                rows.add(COLUMNS.stream()
                        .map(column -> any(column.physical(), random))
                        .toArray());
            }
            String file = "runs/" + StagedRun.RUN + "/anonymized/a/t/round-" + round + ".parquet";
            run.write(file, COLUMNS, rows, null);
            assertThat(counted(run, file, rows.size())).as("seed %d", seed).isEqualTo(counted(run, file, 5_000));
        }
    }
}
