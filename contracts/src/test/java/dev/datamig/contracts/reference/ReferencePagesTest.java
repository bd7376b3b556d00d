package dev.datamig.contracts.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.datamig.contracts.Examples;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The reference pages say what the code does. */
class ReferencePagesTest {

    private static final Path PAGES = Path.of(System.getProperty("datamig.root"), "docs", "reference");

    @Test
    void describeTheTopicsAsTheCodeHasThem() throws IOException {
        assertUpToDate("asyncapi.yaml", AsyncApi.yaml());
        assertUpToDate("topics.md", TopicsPage.markdown());
    }

    @Test
    void describeEveryTopic() throws IOException {
        JsonNode channels = document().get("channels");

        assertThat(names(channels)).containsExactlyInAnyOrderElementsOf(Topics.ALL);
        assertThat(TopicFacts.ALL).extracting(TopicFacts::topic).containsExactlyElementsOf(Topics.ALL);
        assertThat(TopicFacts.ALL)
                .filteredOn(it ->
                        Topics.CONSUMED.contains(it.topic()) && !it.topic().equals(Topics.BATCHES_VALIDATED))
                .noneMatch(it -> it.receivers().isEmpty());
    }

    @Test
    void describeEveryMessage() throws IOException {
        List<String> messages = names(document().at("/components/messages"));

        for (Class<?> root : List.of(
                ExtractCommand.class,
                AnonymizeCommand.class,
                ValidateCommand.class,
                LoadCommand.class,
                Outcome.class)) {
            assertThat(messages)
                    .containsAll(leaves(root).map(Class::getSimpleName).toList());
        }
        assertThat(messages).contains("BatchManifest", "ProgressEvent", "RunStateChangedEvent");
    }

    @Test
    void haveSchemasThatEveryExampleFits() throws IOException {
        JsonNode document = document();
        for (Map.Entry<String, List<? extends Object>> topic :
                Examples.byTopic().entrySet()) {
            JsonNode messages = document.get("channels").get(topic.getKey()).get("messages");
            for (Object example : topic.getValue()) {
                JsonNode json = Json.mapper().readTree(Json.write(example));
                long fitting = names(messages).stream()
                        .filter(name -> schema(document, name).validate(json).isEmpty())
                        .count();
                assertThat(fitting).as("%s on %s", example, topic.getKey()).isEqualTo(1);
            }
        }
    }

    @Test
    void haveSchemasThatRefuseWhatLacksAField() throws IOException {
        JsonNode document = document();
        JsonNode json = Json.mapper().readTree("{\"type\":\"ListDistricts\"}");

        assertThat(schema(document, "ListDistricts").validate(json)).isNotEmpty();
    }

    @Test
    void haveNoReferenceThatLeadsNowhere() throws IOException {
        JsonNode document = document();
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .hasSizeGreaterThan(80)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void showALandscapeThatIsSoundAndEveryKeyThereIs() throws IOException {
        String page = Files.readString(PAGES.resolve("landscape.md"));
        String example =
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```", page.indexOf("```yaml\n")));

        assertThat(LandscapeFile.parse(example)).isInstanceOf(LandscapeFile.Reading.Sound.class);
        for (String key : List.of(
                "version",
                "name",
                "environment",
                "districts",
                "store",
                "query",
                "stores",
                "kind",
                "source",
                "target",
                "url",
                "username",
                "password",
                "database",
                "schemas",
                "roots",
                "table",
                "where",
                "match",
                "references",
                "from",
                "to",
                "when",
                "traverse",
                "children",
                "adopt",
                "subtypes",
                "exclude",
                "keys",
                "needs",
                "load",
                "settings",
                "tables",
                "json",
                "strategy",
                "default",
                "columns",
                "newest",
                "path")) {
            assertThat(page).as(key).contains("`" + key + "`");
        }
    }

    private static void assertUpToDate(String name, String text) throws IOException {
        Path page = PAGES.resolve(name);
        if (Boolean.getBoolean("datamig.docs.write")) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page))
                .as("%s is stale: run this test with -Ddatamig.docs.write=true", name)
                .isEqualTo(text);
    }

    private static JsonNode document() throws IOException {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(PAGES.resolve("asyncapi.yaml")));
        return Json.mapper().valueToTree(yaml);
    }

    private static JsonSchema schema(JsonNode document, String message) {
        JsonNode payload = document.at("/components/messages/" + message + "/payload");
        var root = Json.mapper().createObjectNode();
        root.setAll((com.fasterxml.jackson.databind.node.ObjectNode) payload);
        root.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Stream<Class<?>> leaves(Class<?> root) {
        return Stream.of(root.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? leaves(type) : Stream.<Class<?>>of(type))
                .collect(Collectors.toSet())
                .stream();
    }
}
