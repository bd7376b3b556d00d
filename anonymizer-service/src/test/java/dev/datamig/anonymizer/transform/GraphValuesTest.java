package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a graph's properties of varying type only what may hold words or numbers of people is searched. */
class GraphValuesTest {

    private static final MaskingKey KEY = new MaskingKey(new byte[32]);
    private static final ColumnSchema COLUMN =
            new ColumnSchema("c", "neo4j:any", "any", Physical.TEXT, true, false, false, null, List.of(), null);

    /** Finds somebody's number in all that it is shown. */
    private static final class Everything implements Tools.Texts {

        @Override
        public Tools.Rewriter text(Target target, boolean allDates) {
            return (text, row) -> "found";
        }

        @Override
        public Tools.Rewriter json(Target target, boolean allDates) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tools.Rewriter composite(Target target, boolean allDates) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tools.Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return (text, row) -> "found";
        }
    }

    private static String masked(String strategy, Map<String, String> params, String value) {
        var target = new Target(
                TestSchemas.table("sp:Person", List.of("id int!"), "id"),
                COLUMN,
                null,
                new Domain("values", false, 0),
                false);
        Mask mask = Strategies.named(strategy)
                .orElseThrow()
                .mask(target, new Params(params), Tools.of(KEY, new Everything()));
        return Cells.text(mask.mask(value.getBytes(StandardCharsets.UTF_8), Masks.row()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":\"datetime\",\"v\":\"2026-03-29T19:23:00.640218Z[Europe/Berlin]\"}",
                "{\"t\":\"localdatetime\",\"v\":\"2026-03-29T19:23:00.640218\"}",
                "{\"t\":\"date\",\"v\":\"2026-03-29\"}",
                "{\"t\":\"time\",\"v\":\"19:23:00.640218Z\"}",
                "{\"t\":\"localtime\",\"v\":\"19:23:00.640218\"}",
                "{\"t\":\"duration\",\"v\":\"P0M0DT640218S\"}",
                "{\"t\":\"float\",\"v\":\"41586.75310\"}",
                "{\"t\":\"point\",\"v\":{\"srid\":4326,\"x\":\"-122.4158675310\",\"y\":\"37.0\"}}",
                "{\"t\":\"list\",\"v\":[{\"t\":\"time\",\"v\":\"19:23:00.640218Z\"},{\"t\":\"float\",\"v\":\"41586.75310\"}]}"
            })
    void timesPlacesAndMeasuresAreNotSwept(String value) {
        assertThat(masked("sweep", Map.of(), value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":\"time\",\"v\":\"19:23:00.640218Z\"}",
                "{\"t\":\"localtime\",\"v\":\"19:23:00.640218\"}",
                "{\"t\":\"duration\",\"v\":\"P0M0DT640218S\"}",
                "{\"t\":\"float\",\"v\":\"41586.75310\"}",
                "{\"t\":\"point\",\"v\":{\"srid\":4326,\"x\":\"-122.4158675310\",\"y\":\"37.0\"}}"
            })
    void timesOfDayPlacesAndMeasuresAreNotRedacted(String value) {
        assertThat(masked("redact", Map.of("dates", "all"), value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "redact"})
    void wordsAndNumbersAre(String strategy) {
        assertThat(masked(strategy, Map.of(), "{\"t\":\"string\",\"v\":\"ask Jane Doe at 415-867-5310\"}"))
                .isEqualTo("{\"t\":\"string\",\"v\":\"found\"}");
        assertThat(
                        masked(
                                strategy,
                                Map.of(),
                                "{\"t\":\"list\",\"v\":[{\"t\":\"string\",\"v\":\"Jane Doe, 415-867-5310\"},{\"t\":\"float\",\"v\":\"1.5\"}]}"))
                .isEqualTo(
                        "{\"t\":\"list\",\"v\":[{\"t\":\"string\",\"v\":\"found\"},{\"t\":\"float\",\"v\":\"1.5\"}]}");
    }
}
