package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.TypeMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

    @ParameterizedTest
    @CsvSource({
        "int4, int8, false",
        "int4, float8, false",
        "numeric, oid, false",
        "text, bpchar, false",
        "citext, text, false",
        "uuid, uuid, false",
        "date, date, false",
        "int4range, int4range, false",
        "date, timestamp, true",
        "inet, cidr, true",
        "numrange, numrange, true",
        "jsonb, jsonb, true",
        "interval, interval, true",
        "_numeric, _numeric, true",
        "pair, pair, true",
    })
    void ofTypes(String child, String parent, boolean vary) {
        assertThat(Spellings.vary(column(child, true), column(parent, true))).isEqualTo(vary);
    }

    @Test
    void ofStringsWithoutCaseAndOfEnums() {
        assertThat(Spellings.vary(column("text", false), column("text", false))).isTrue();
        assertThat(Spellings.vary(column("mood", true, "sad", "glad"), column("mood", true, "sad", "glad")))
                .isFalse();
    }

    private static PgColumn column(String type, boolean deterministic, String... labels) {
        var schema = new ColumnSchema(
                "c", type, type, TypeMap.physical(type), true, false, false, null, List.of(labels), null);
        return new PgColumn(schema, "c", null, deterministic, false, false, null);
    }
}
