package dev.datamig.contracts.landscape;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.landscape.LandscapeFile.Reading;
import dev.datamig.contracts.schema.StoreKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Walks the YAML nodes of a landscape and collects mistakes. Nodes only: no object is ever made from what the file says. */
final class LandscapeReader {

    private static final List<String> KEYS =
            List.of("version", "name", "environment", "districts", "stores", "references");
    private static final Pattern STORE_NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    private final Mistakes mistakes = new Mistakes();

    private LandscapeReader() {}

    static Reading read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return unreadable("the landscape " + file + " does not exist", "Check the path", e);
        } catch (CharacterCodingException e) {
            return unreadable("the landscape " + file + " is not UTF-8", "Save it as UTF-8", e);
        } catch (IOException e) {
            return unreadable("the landscape " + file + " cannot be read", "Check that it is a readable file", e);
        }
    }

    static Reading parse(String yaml) {
        var reader = new LandscapeReader();
        Landscape landscape = reader.document(yaml);
        return landscape != null && reader.mistakes.none()
                ? new Reading.Sound(landscape)
                : new Reading.Faulty(reader.mistakes.sorted());
    }

    private static Reading unreadable(String message, String hint, IOException cause) {
        var mistakes = new Mistakes();
        mistakes.add(0, message + " (" + cause.getClass().getSimpleName() + ")", hint);
        return new Reading.Faulty(mistakes.sorted());
    }

    private @Nullable Landscape document(String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null) {
                mistakes.add(0, "the landscape is empty", "Begin with version: 1");
                return null;
            }
            return landscape(root, Digests.sha256Hex(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : Mistakes.line(e.getProblemMark());
            mistakes.add(line, "this is not YAML: " + e.getProblem(), "Check indentation, quotes and brackets there");
            return null;
        } catch (YAMLException e) {
            mistakes.add(0, "this is not YAML (" + e.getClass().getSimpleName() + ")", "Check the file's characters");
            return null;
        }
    }

    private Landscape landscape(Node root, String sha256) {
        YamlMap map = YamlMap.of(root, "the landscape", KEYS, mistakes);
        requireVersion(map);
        Map<String, Node> storeNodes = storeNodes(map);
        Map<String, StoreKind> kinds = new LinkedHashMap<>();
        storeNodes.forEach(
                (name, node) -> kinds.put(name, StoreReader.kindOf(node).orElse(StoreKind.POSTGRESQL)));
        return new Landscape(
                map.text("name").orElse("landscape"),
                map.text("environment").orElse("CERT"),
                new DistrictsReader(kinds, mistakes).read(map),
                stores(storeNodes, kinds),
                map.items("references").stream()
                        .flatMap(item -> new ReferenceReader(kinds, mistakes).across(item).stream())
                        .toList(),
                sha256);
    }

    private void requireVersion(YamlMap map) {
        map.require("version", "Write version: 1")
                .filter(given -> !map.text("version").orElse("1").equals("1"))
                .ifPresent(given -> mistakes.add(
                        given, "the landscape's version is not 1", "Write version: 1, the only one there is"));
    }

    private Map<String, Node> storeNodes(YamlMap map) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Optional<Node> node = map.require("stores", "Write stores: with an entry for each database");
        if (node.isEmpty()) {
            return nodes;
        }
        YamlMap stores = YamlMap.ofNames(node.get(), "stores", mistakes);
        for (String name : stores.names()) {
            if (!STORE_NAME.matcher(name).matches()) {
                mistakes.add(
                        node.get(), "the store's name " + name + " cannot be used", "Use letters, digits, _ . and -");
            }
            stores.require(name, "Write kind, source and target of the store").ifPresent(it -> nodes.put(name, it));
        }
        if (stores.names().isEmpty()) {
            mistakes.add(node.get(), "stores is empty", "Write an entry for each database");
        }
        return nodes;
    }

    private List<Store> stores(Map<String, Node> nodes, Map<String, StoreKind> kinds) {
        List<Store> stores = new ArrayList<>();
        nodes.forEach((name, node) ->
                new StoreReader(name, kinds, mistakes).read(node).ifPresent(stores::add));
        return List.copyOf(stores);
    }
}
