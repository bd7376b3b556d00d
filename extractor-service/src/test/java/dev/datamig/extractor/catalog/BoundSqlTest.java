package dev.datamig.extractor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundSqlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "id = :district | id = ? | 1",
                "id = :district::int or code = :district | id = ?::int or code = ? | 2",
                "a::text = ':district' and \":district\" = 1 | a::text = ':district' and \":district\" = 1 | 0",
                "props ? 'x' and id = :district | props ?? 'x' and id = ? | 1",
                "x = :districts -- :district | x = :districts -- :district | 0",
                "x /* :district */ = :district | x /* :district */ = ? | 1",
            })
    void bindsTheDistrictOnlyWhereItIsAParameter(String sql, String expected, int parameters) {
        assertThat(BoundSql.of(sql)).isEqualTo(new BoundSql(expected, parameters));
    }
}
