package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortableSqlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity_type = 'student'",
                "\"Type\" in ('a', 'it''s') and not deleted",
                "kind <> 'x' or (n between 1 and 2.5 and lower(kind) like 'a%')",
                "coalesce(a, b) is not null"
            })
    void takesWhatMeansTheSameEverywhere(String condition) {
        assertThat(PortableSql.is(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kind ~ 'a'",
                "a / b > 1",
                "kind::text = 'a'",
                "data->>'a' = 'b'",
                "exists (select 1)",
                "a in (select 1)",
                "my_function(a) = 1",
                "kind ilike 'a'",
                "a = 1; drop table b",
                "a = 1 -- x"
            })
    void leavesTheRestToPostgres(String condition) {
        assertThat(PortableSql.is(condition)).isFalse();
    }
}
