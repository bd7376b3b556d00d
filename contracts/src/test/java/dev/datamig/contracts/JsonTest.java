package dev.datamig.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON form of everything that travels. */
class JsonTest {

    static Stream<Object> everything() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void readsWhatItWrites(Object value) {
        assertThat(readAs(Json.write(value), value)).isEqualTo(value);
        assertThat(readAs(new String(Json.writePretty(value), StandardCharsets.UTF_8), value))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void writesTheSameTextAgainSoThatASealCanBeChecked(Object value) {
        assertThat(Json.write(readAs(Json.write(value), value))).isEqualTo(Json.write(value));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void writesNoNulls(Object value) throws Exception {
        assertThat(nulls(Json.mapper().readTree(Json.write(value)))).isZero();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void ignoresFieldsThatALaterVersionAdds(Object value) throws Exception {
        ObjectNode json = (ObjectNode) Json.mapper().readTree(Json.write(value));
        json.put("added", 1);

        assertThat(readAs(json.toString(), value)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void isStrictAboutFieldsThatMustBeThere(Object value) throws Exception {
        ObjectNode json = (ObjectNode) Json.mapper().readTree(Json.write(value));
        List<String> fields = new ArrayList<>();
        json.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            for (ObjectNode without :
                    List.of(json.deepCopy().without(field), json.deepCopy().<ObjectNode>putNull(field))) {
                assertThat(isReadWithoutNulls(without.toString(), value))
                        .as("%s without %s", value.getClass().getSimpleName(), field)
                        .isTrue();
            }
        }
    }

    /** Either malformed, or what came out writes no field that the types forbid to be absent: writing and reading it works. */
    private static boolean isReadWithoutNulls(String json, Object like) {
        try {
            Object read = readAs(json, like);
            return readAs(Json.write(read), like).equals(read);
        } catch (MalformedMessageException e) {
            return true;
        }
    }

    @Test
    void hasAnExampleOfEveryKindOfMessage() {
        Set<Class<?>> seen = Examples.all().stream().map(Object::getClass).collect(Collectors.toSet());
        for (Class<?> root : List.of(
                ExtractCommand.class,
                AnonymizeCommand.class,
                ValidateCommand.class,
                LoadCommand.class,
                Outcome.class)) {
            assertThat(seen).containsAll(leaves(root));
        }
    }

    @Test
    void namesEveryKindOfMessageByItsClass() {
        for (Object value : Examples.outcomes()) {
            assertThat(Json.write(value))
                    .contains("\"type\":\"" + value.getClass().getSimpleName() + "\"");
        }
    }

    @Test
    void writesTimesIdsAndTablesAsText() {
        String json = Json.write(Examples.files().get(1));

        assertThat(json)
                .contains("\"run\":\"mig-20261121T041418Z-7\"")
                .contains("\"at\":\"2026-11-21T04:14:18.123456Z\"")
                .contains("\"table\":\"ids:\\\"Odd/Name\\\".\\\"T\\\"\"");
    }

    @Test
    void takesOptionsInWhichAnythingIsAbsent() {
        assertThat(Json.read("{}", RunOptions.class)).isEqualTo(RunOptions.DEFAULT);
        assertThat(Json.read("{\"dryRun\":true,\"loadStrategy\":\"upsert\"}", RunOptions.class))
                .isEqualTo(new RunOptions(true, false, false, LoadStrategy.UPSERT, false, null));
        assertThat(Json.read("{\"loadStrategy\":null,\"skipLoad\":null,\"reuseRun\":null}", RunOptions.class))
                .isEqualTo(RunOptions.DEFAULT);
    }

    @Test
    void takesAbsentListsAsEmpty() {
        assertThat(Json.read(
                        "{\"type\":\"SetValidated\",\"run\":\"mig-20261121T041418Z-7\",\"attempt\":1}", Outcome.class))
                .isEqualTo(new Outcome.SetValidated(Examples.RUN, 1, false, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"canary\"",
                "{canary",
                "{\"type\":\"Canary\"}",
                "{\"type\":\"ListDistricts\"}",
                "{\"type\":\"ListDistricts\",\"requestId\":null}",
                "{\"type\":\"ListDistricts\",\"requestId\":{\"canary\":1}}",
                "{\"type\":\"ListDistricts\",\"requestId\":\"a\"}{\"canary\":1}",
                "{\"type\":\"ExtractDistrict\",\"run\":\"canary\",\"attempt\":1,\"district\":{\"id\":\"1\",\"name\":\"\"}}",
                "{\"type\":\"ExtractDistrict\",\"run\":\"mig-20261121T041418Z-7\",\"attempt\":\"canary\"}"
            })
    void neverShowsTheContentsOfWhatItCannotRead(String json) {
        assertThatThrownBy(() -> Json.read(json, ExtractCommand.class))
                .isInstanceOf(MalformedMessageException.class)
                .hasNoCause()
                .hasMessageStartingWith("not a readable ExtractCommand")
                .satisfies(e -> assertThat(e.getMessage().toLowerCase(java.util.Locale.ROOT))
                        .doesNotContain("canary"));
    }

    @Test
    void saysWhereAMessageIsBroken() {
        assertThatThrownBy(() -> Json.read("{\"run\":\n  oops}", BatchManifest.class))
                .hasMessageContaining("line 2, column ");
    }

    private static Object readAs(String json, Object like) {
        if (like instanceof CloudEvent<?> event) {
            var type = Json.mapper()
                    .getTypeFactory()
                    .constructParametricType(CloudEvent.class, event.data().getClass());
            try {
                return Json.mapper().readValue(json, type);
            } catch (JsonProcessingException e) {
                throw new MalformedMessageException(CloudEvent.class, null);
            }
        }
        Class<?> type = like instanceof Outcome
                ? Outcome.class
                : like instanceof ExtractCommand
                        ? ExtractCommand.class
                        : like instanceof AnonymizeCommand
                                ? AnonymizeCommand.class
                                : like instanceof ValidateCommand
                                        ? ValidateCommand.class
                                        : like instanceof LoadCommand ? LoadCommand.class : like.getClass();
        return Json.read(json, type);
    }

    private static long nulls(JsonNode node) {
        long here = node.isNull() ? 1 : 0;
        for (JsonNode child : node instanceof ArrayNode || node instanceof ObjectNode ? node : List.<JsonNode>of()) {
            here += nulls(child);
        }
        return here;
    }

    private static Set<Class<?>> leaves(Class<?> root) {
        return Stream.of(root.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.<Class<?>>of(type))
                .collect(Collectors.toSet());
    }
}
