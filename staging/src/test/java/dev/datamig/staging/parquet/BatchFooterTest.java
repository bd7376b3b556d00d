package dev.datamig.staging.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFooterTest {

    private static List<ColumnSchema> columns(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new ColumnSchema(
                        "c" + i, "integer", "int4", Physical.INT32, true, false, false, null, List.of(), null))
                .toList();
    }

    /** As many as PostgreSQL has, and more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_600, 100_000})
    void saysHowManyValuesEachColumnHasHoweverManyThereAre(int many) {
        List<ColumnSchema> columns = columns(many);
        long[] values = IntStream.range(0, many).mapToLong(i -> i * 1_000_003L).toArray();
        assertThat(BatchFooter.values(columns, BatchFooter.of(columns, values, Map.of())))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 2 3", "1  2", "1 x", " 1 2", "1 2 ", "1 -2", ""})
    void saysNothingWhereTheFileDoesNot(String counts) {
        assertThat(BatchFooter.values(columns(2), Map.of("datamig.values", counts)))
                .isEmpty();
    }

    @Test
    void saysNothingOfAFileWithoutCounts() {
        assertThat(BatchFooter.values(columns(2), Map.of())).isEmpty();
    }
}
