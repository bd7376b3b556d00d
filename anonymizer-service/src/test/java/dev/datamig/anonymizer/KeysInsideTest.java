package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of rows inside documents, which the landscape names, mean the same rows after masking. */
class KeysInsideTest {

    private static final TableId PERSON = TableId.of("ids:public.person");
    private static final TableId EVENT = TableId.of("ids:public.event");

    @TempDir
    Path folder;

    private static KeyInside inside(String key, String... path) {
        return new KeyInside(EVENT, "data", List.of(path), PERSON, key);
    }

    private static RunSchema schema(KeyInside... inside) {
        RunSchema plain = TestSchemas.schema(List.of(
                table("ids:public.person", List.of("id int!", "student_number text", "locker int", "badge text"), "id"),
                table("ids:public.event", List.of("id int!", "data jsonb"), "id")));
        return new RunSchema(plain.run(), plain.attempt(), plain.stores(), plain.references(), List.of(inside));
    }

    private static final String RULES = """
            version: 1
            rules:
              - { columns: "ids:public.person(student_number)", strategy: tokenize }
              - { columns: "ids:public.person(locker)", strategy: tokenize }
              - { columns: "ids:public.person(badge)", strategy: nullify }
              - { columns: "ids:public.person(id)", strategy: keep }
              - { columns: "ids:public.event(id)", strategy: keep }
              - { columns: "ids:public.event(data)", strategy: %s }
            """;

    /** Somebody's student number is the id of somebody else. */
    private static final Object[] PEOPLE = {row(204205, "204206", 7712, "B-1"), row(204206, "204205", 8813, "B-2")};

    private record Masked(List<Object[]> people, JsonNode event) {}

    private Masked masked(String strategy, String json, KeyInside... inside) {
        var stage = new TestStage(folder, schema(inside));
        stage.rules(RULES.formatted(strategy));
        BatchManifest people = stage.batch(PERSON.text(), (Object[]) PEOPLE[0], (Object[]) PEOPLE[1]);
        BatchManifest events = stage.batch(EVENT.text(), row(1, json));
        List<Object[]> named = stage.masked(people);
        Object document = document(stage, events);
        return new Masked(named, Json.read(text(document).getBytes(StandardCharsets.UTF_8), JsonNode.class));
    }

    /** Where the names of the whole run are waited for, with these. */
    private static Object document(TestStage stage, BatchManifest events) {
        if (stage.flow().anonymize(events) instanceof Answer.Deferred) {
            return stage.masked(events.asResumed()).getFirst()[1];
        }
        return stage.masked(events).getFirst()[1];
    }

    @ParameterizedTest
    @ValueSource(strings = {"redact, names: row", "sweep, numbers: all", "redact"})
    void aKeyThatIsKeptStaysThoughItIsSomebodysNumber(String strategy) {
        String json = """
                {"sub": "204205", "id": 204206, "all": [{"of": "204205"}, {"of": 204206}], "student_id": "204206"}""";
        JsonNode event = masked(
                        strategy,
                        json,
                        inside("id", "sub"),
                        inside("id", "id"),
                        inside("id", "all", "of"),
                        inside("id", "student_id"))
                .event();
        assertThat(event).isEqualTo(Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    }

    @Test
    void whatIsNamedNowhereIsMaskedAsBefore() {
        assertThat(masked("redact, names: row", "{\"student_id\": \"204206\"}")
                        .event()
                        .get("student_id")
                        .asText())
                .isNotEqualTo("204206");
    }

    /** Nobody has judged such a key. */
    @Test
    void aKeyThatTheRunDoesNotHaveIsMaskedAsBefore() {
        var elsewhere =
                new KeyInside(EVENT, "data", List.of("student_id"), TableId.of("crm:public.contact"), "student_number");
        assertThat(masked("redact, names: row", "{\"student_id\": \"204206\"}", elsewhere)
                        .event()
                        .get("student_id")
                        .asText())
                .isNotEqualTo("204206");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redact, names: row", "sweep", "keep"})
    void aKeyThatIsMaskedFollows(String strategy) {
        Masked masked = masked(
                strategy,
                "{\"a\": \"204206\", \"b\": [7712, 8813], \"c\": \"204205\", \"d\": 17}",
                inside("student_number", "a"),
                inside("locker", "b"),
                inside("student_number", "c"));

        assertThat(masked.event().get("a").asText())
                .isEqualTo(text(masked.people().get(0)[1]))
                .isNotEqualTo("204206");
        assertThat(masked.event().get("c").asText())
                .isEqualTo(text(masked.people().get(1)[1]));
        assertThat(masked.event().get("b").get(0).intValue())
                .isEqualTo(masked.people().get(0)[2])
                .isNotEqualTo(7712);
        assertThat(masked.event().get("b").get(1).intValue())
                .isEqualTo(masked.people().get(1)[2]);
        assertThat(masked.event().get("d").intValue()).isEqualTo(17);
    }

    @Test
    void aRuleForThePathCountsMore() {
        var stage = new TestStage(folder, schema(inside("id", "sub")));
        stage.rules("""
                version: 1
                rules:
                  - { columns: "ids:public.event(data->'sub')", strategy: nullify }
                """ + RULES.formatted("redact").substring(RULES.indexOf("  - ")));
        BatchManifest events = stage.batch(EVENT.text(), row(1, "{\"sub\": \"204205\"}"));
        assertThat(text(document(stage, events))).isEqualTo("{\"sub\": null}");
    }

    /** Arrays of keys follow like keys, and are of the same value space however narrow they are. */
    @ParameterizedTest
    @CsvSource({
        "bigint, int[], 7712, '{7712,NULL,8813}'",
        "int, bigint[], 7712, '{7712,7712}'",
        "int, text[], 7712, '{7712}'",
        "text, text[], S-7712, '{S-7712,S-8813}'",
        "numeric, numeric[], 7712, '{7712}'",
        "uuid, uuid[], 123e4567-e89b-42d3-a456-426614174000, '{123e4567-e89b-42d3-a456-426614174000}'"
    })
    void arraysOfKeysFollow(String type, String array, String key, String keys) {
        RunSchema plain = TestSchemas.schema(List.of(
                table("ids:public.person", List.of("id " + type + "!"), "id"),
                table("ids:public.club", List.of("members " + array, "scores int[]"), "")));
        TableId club = TableId.of("ids:public.club");
        var stage = new TestStage(
                folder,
                new RunSchema(
                        plain.run(),
                        plain.attempt(),
                        plain.stores(),
                        plain.references(),
                        List.of(new KeyInside(club, "members", List.of(), PERSON, "id"))));
        stage.rules("version: 1\nrules:\n  - { columns: \"ids:public.person(id)\", strategy: tokenize }\n");
        Object cell = switch (type) {
            case "int" -> Integer.valueOf(key);
            case "bigint" -> Long.valueOf(key);
            default -> key;
        };
        BatchManifest people = stage.batch(PERSON.text(), row(cell));
        BatchManifest clubs = stage.batch(club.text(), row(keys, "{7712}"));

        Object fake = stage.masked(people).getFirst()[0];
        Object[] masked = stage.masked(clubs).getFirst();
        String shown = fake instanceof byte[] ? text(fake) : fake.toString();

        assertThat(shown).isNotEqualTo(key);
        assertThat(text(masked[0])).startsWith("{" + shown).doesNotContain(key).endsWith("}");
        assertThat(text(masked[0]).split(",")).hasSameSizeAs(keys.split(","));
        assertThat(text(masked[1])).isEqualTo("{7712}");
    }
}
