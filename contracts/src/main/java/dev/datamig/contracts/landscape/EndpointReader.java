package dev.datamig.contracts.landscape;

import dev.datamig.contracts.schema.StoreKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code source} and {@code target} of a store. What the values are never gets into a message: they may be secret. */
final class EndpointReader {

    private static final Pattern POSTGRES_URL = Pattern.compile("(\\$\\{.*|jdbc:postgresql:.*)");
    private static final Pattern NEO4J_URL = Pattern.compile("(\\$\\{.*|(bolt|neo4j)(\\+s|\\+ssc)?://.*)");

    private final StoreKind kind;
    private final String what;
    private final Mistakes mistakes;

    EndpointReader(StoreKind kind, String what, Mistakes mistakes) {
        this.kind = kind;
        this.what = what;
        this.mistakes = mistakes;
    }

    Endpoint read(YamlMap store, String side) {
        return store.require(side, "Write " + side + ": { url: …, username: …, password: … }")
                .map(node -> endpoint(node, side + " of " + what))
                .orElse(new Endpoint("", "", "", null));
    }

    private Endpoint endpoint(Node node, String place) {
        YamlMap map = YamlMap.of(node, place, keys(), mistakes);
        String url = map.requireText("url", "Write url: \"" + example() + "\"");
        requireUrl(map, url, place);
        return new Endpoint(
                url,
                map.requireText("username", "Write username: \"${NAME}\" and set the variable, or the name itself"),
                map.text("password").orElse(""),
                map.text("database").orElse(null));
    }

    private List<String> keys() {
        return switch (kind) {
            case POSTGRESQL -> List.of("url", "username", "password");
            case NEO4J -> List.of("url", "username", "password", "database");
        };
    }

    private void requireUrl(YamlMap map, String url, String place) {
        Pattern form = switch (kind) {
            case POSTGRESQL -> POSTGRES_URL;
            case NEO4J -> NEO4J_URL;
        };
        Optional<Node> given = map.value("url");
        if (!url.isBlank() && given.isPresent() && !form.matcher(url).matches()) {
            mistakes.add(
                    given.get(),
                    "the url of " + place + " is none of a " + kind.text() + " store",
                    "Write " + example());
        }
    }

    private String example() {
        return switch (kind) {
            case POSTGRESQL -> "jdbc:postgresql://host:5432/database";
            case NEO4J -> "bolt://host:7687";
        };
    }
}
