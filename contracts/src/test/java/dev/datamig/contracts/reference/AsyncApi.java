package dev.datamig.contracts.reference;

import static dev.datamig.contracts.reference.RecordSchemas.map;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.datamig.contracts.Examples;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.event.CloudEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The AsyncAPI document (AsyncAPI 3.0.0), made from the topics, the records and their examples. */
final class AsyncApi {

    private final RecordSchemas schemas = new RecordSchemas();
    private final Map<String, Object> messages = new TreeMap<>();
    private final Map<String, Object> channels = new LinkedHashMap<>();
    private final Map<String, Object> operations = new LinkedHashMap<>();

    private AsyncApi() {}

    static String yaml() {
        return """
                # Made from the code by the tests of the module contracts; do not edit. To make it anew:
                #   ./datamig mvn -pl contracts test -Dtest=ReferencePagesTest -Ddatamig.docs.write=true
                """ + dumped(new AsyncApi().document());
    }

    /** The messages' names of each topic. */
    static Map<String, List<String>> messagesByTopic() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Examples.byTopic()
                .forEach((topic, examples) -> names.put(
                        topic, examples.stream().map(AsyncApi::name).distinct().toList()));
        return names;
    }

    private Map<String, Object> document() {
        for (TopicFacts topic : TopicFacts.ALL) {
            channel(topic);
            topic.senders().forEach(service -> operation(service, "send", topic));
            topic.receivers().forEach(service -> operation(service, "receive", topic));
        }
        return map(
                "asyncapi",
                "3.0.0",
                "info",
                map(
                        "title",
                        "datamig",
                        "version",
                        "1.0.0",
                        "description",
                        "Commands, manifests, outcomes and events of datamig on Kafka. Rows never travel here. Unknown fields"
                                + " are to be ignored; absent means null."),
                "defaultContentType",
                "application/json",
                "channels",
                channels,
                "operations",
                operations,
                "components",
                map("messages", messages, "schemas", schemas.all()));
    }

    private void channel(TopicFacts topic) {
        Map<String, Object> references = new LinkedHashMap<>();
        Map<String, List<Object>> examples = new LinkedHashMap<>();
        for (Object example : Examples.byTopic().get(topic.topic())) {
            examples.computeIfAbsent(name(example), name -> new ArrayList<>()).add(example);
        }
        examples.forEach((name, values) -> {
            messages.computeIfAbsent(name, it -> message(name, topic.key(), values));
            references.put(name, reference("components/messages", name));
        });
        channels.put(
                topic.topic(), map("address", topic.topic(), "description", topic.purpose(), "messages", references));
    }

    private Map<String, Object> message(String name, String key, List<Object> examples) {
        Object first = examples.getFirst();
        Map<String, Object> payload = first instanceof CloudEvent<?> event
                ? cloudEvent(name, event)
                : schemas.reference(first.getClass(), polymorphic(first) ? name : null);
        return map(
                "name",
                name,
                "contentType",
                first instanceof CloudEvent ? CloudEvent.MEDIA_TYPE : "application/json",
                "summary",
                MessageFacts.sentence(name),
                "bindings",
                map("kafka", map("key", map("type", "string", "description", key), "bindingVersion", "0.5.0")),
                "payload",
                payload,
                "examples",
                examples.stream().map(example -> map("payload", tree(example))).toList());
    }

    /** CloudEvents 1.0.2, section 3.1: the attributes, with the record under {@code data}. */
    private Map<String, Object> cloudEvent(String name, CloudEvent<?> event) {
        Map<String, Object> text = map("type", "string");
        schemas.add(
                name,
                map(
                        "type",
                        "object",
                        "required",
                        List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"),
                        "properties",
                        map(
                                "specversion",
                                map("type", "string", "const", "1.0"),
                                "id",
                                text,
                                "source",
                                map("type", "string", "pattern", "^/datamig/"),
                                "type",
                                map("type", "string", "const", event.type()),
                                "subject",
                                map("type", "string", "description", "the run"),
                                "time",
                                map("type", "string", "format", "date-time"),
                                "datacontenttype",
                                map("type", "string", "const", "application/json"),
                                "data",
                                schemas.reference(event.data().getClass(), null))));
        return map("$ref", "#/components/schemas/" + name);
    }

    private void operation(String service, String action, TopicFacts topic) {
        String name = service
                + (action.equals("send") ? "-sends-" : "-receives-")
                + topic.topic().replace("datamig.", "").replace('.', '-');
        operations.put(
                name,
                map(
                        "action",
                        action,
                        "channel",
                        reference("channels", topic.topic()),
                        "title",
                        "The " + service + (action.equals("send") ? " writes to " : " reads ") + topic.topic()));
    }

    private static Map<String, Object> reference(String folder, String name) {
        return map("$ref", "#/" + folder + "/" + name);
    }

    private static String name(Object message) {
        return message instanceof CloudEvent<?> event
                ? event.data().getClass().getSimpleName() + "Event"
                : message.getClass().getSimpleName();
    }

    private static boolean polymorphic(Object message) {
        return interfaces(message.getClass()).anyMatch(type -> type.isAnnotationPresent(JsonTypeInfo.class));
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        return Stream.of(type.getInterfaces()).flatMap(it -> Stream.concat(Stream.of(it), interfaces(it)));
    }

    private static Map<String, Object> tree(Object value) {
        try {
            return Json.mapper().readValue(Json.write(value), new TypeReference<>() {});
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String dumped(Map<String, Object> document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(document);
    }
}
