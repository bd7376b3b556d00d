package dev.datamig.anonymizer.classify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values inside sampled JSON documents, by path. Arrays are stepped through. A document that was cut counts as far as it goes. Keys that
 * are values themselves (an object keyed by number, name or address) count as {@code *}: a key is shown to people, a value never.
 */
public final class JsonLeaves {

    /** Any key, in a path. */
    public static final String ANY = "*";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_PATHS = 400;
    private static final int MOST_KEYS = 60;
    private static final int DEEPEST = 12;
    private static final int SOME_DOCUMENTS = 12;
    private static final double MOST = 0.8;
    private static final Pattern KEY = Pattern.compile("[\\p{L}_$@][\\p{L}\\p{N}_$.: /-]{0,47}");
    private static final Pattern NUMBERED = Pattern.compile(".*\\d{4}.*|.*@.+|[0-9a-fA-F-]{16,}");

    /** What stands under one path. */
    public record Leaf(List<String> path, Kind kind, ColumnSample sample) {

        /** The innermost key that is no wildcard; empty when there is none. */
        String key() {
            for (int i = path.size() - 1; i >= 0; i--) {
                if (!path.get(i).equals(ANY)) {
                    return path.get(i);
                }
            }
            return "";
        }
    }

    /** What the values under a path are in JSON. */
    public enum Kind {
        STRING,
        NUMBER,
        BOOLEAN
    }

    private final Map<List<String>, List<String>> values = new LinkedHashMap<>();
    private final Map<List<String>, Kind> kinds = new HashMap<>();
    private final Map<List<String>, Map<String, Integer>> keys = new HashMap<>();
    private int documents;

    private JsonLeaves() {}

    /** The leaves of documents, in the order of their first appearance; those under unsteady keys put together. */
    public static List<Leaf> of(Collection<String> documents) {
        var leaves = new JsonLeaves();
        documents.forEach(leaves::read);
        return leaves.steady();
    }

    /** Whether texts are JSON documents, at least four in five of them. */
    public static boolean documents(Collection<String> texts) {
        long documents = texts.stream().filter(JsonLeaves::document).count();
        return documents > 0 && documents >= MOST * texts.size();
    }

    /** Whether a text begins like an object or an array of objects or texts and goes on so. */
    private static boolean document(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2 || stripped.charAt(0) != '{' && stripped.charAt(0) != '[') {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(stripped)) {
            parser.nextToken();
            JsonToken second = parser.nextToken();
            return second == JsonToken.FIELD_NAME
                    || second == JsonToken.END_OBJECT
                    || second == JsonToken.START_OBJECT
                    || second == JsonToken.VALUE_STRING;
        } catch (IOException e) {
            return false;
        }
    }

    private void read(String document) {
        documents++;
        Deque<String> path = new ArrayDeque<>();
        Deque<Boolean> objects = new ArrayDeque<>();
        try (JsonParser parser = FACTORY.createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                step(parser, token, path, objects);
            }
        } catch (IOException e) {
            return; // cut, or no JSON: what was read of it counts
        }
    }

    private void step(JsonParser parser, JsonToken token, Deque<String> path, Deque<Boolean> objects)
            throws IOException {
        switch (token) {
            case START_OBJECT -> {
                objects.push(true);
                path.addLast("");
            }
            case START_ARRAY -> objects.push(false);
            case END_OBJECT -> {
                objects.pop();
                path.removeLast();
            }
            case END_ARRAY -> objects.pop();
            case FIELD_NAME -> {
                path.removeLast();
                keys.computeIfAbsent(List.copyOf(path), ignored -> new HashMap<>())
                        .merge(parser.currentName(), 1, Integer::sum);
                path.addLast(parser.currentName());
            }
            case VALUE_STRING -> leaf(path, Kind.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(path, Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> leaf(path, Kind.BOOLEAN, parser.getText());
            default -> {}
        }
    }

    private void leaf(Deque<String> path, Kind kind, String value) {
        if (path.size() > DEEPEST || values.size() >= MOST_PATHS * 4) {
            return;
        }
        List<String> key = List.copyOf(path);
        values.computeIfAbsent(key, ignored -> new ArrayList<>()).add(value);
        kinds.merge(key, kind, (before, now) -> before == now ? before : Kind.STRING);
    }

    private List<Leaf> steady() {
        var all = new LinkedHashMap<List<String>, List<String>>();
        var merged = new HashMap<List<String>, Kind>();
        values.forEach((path, found) -> {
            List<String> shown = shown(path);
            if (all.size() < MOST_PATHS || all.containsKey(shown)) {
                all.computeIfAbsent(shown, ignored -> new ArrayList<>()).addAll(found);
                Kind kind = kinds.getOrDefault(path, Kind.STRING);
                merged.merge(shown, kind, (before, now) -> before == now ? before : Kind.STRING);
            }
        });
        var out = new ArrayList<Leaf>();
        all.forEach((path, found) ->
                out.add(new Leaf(path, merged.getOrDefault(path, Kind.STRING), ColumnSample.of(found))));
        return List.copyOf(out);
    }

    private List<String> shown(List<String> path) {
        var out = new ArrayList<String>(path.size());
        for (int i = 0; i < path.size(); i++) {
            Map<String, Integer> siblings = keys.getOrDefault(path.subList(0, i), Map.of());
            out.add(fixed(path.get(i), siblings) ? path.get(i) : ANY);
        }
        return List.copyOf(out);
    }

    /** Whether a key is a part of the documents' form and no value. */
    private boolean fixed(String key, Map<String, Integer> siblings) {
        boolean wellFormed =
                KEY.matcher(key).matches() && !NUMBERED.matcher(key).matches();
        boolean seldom =
                documents >= SOME_DOCUMENTS && siblings.getOrDefault(key, 0) <= 1 && siblings.size() > SOME_DOCUMENTS;
        return wellFormed && !seldom && siblings.size() <= MOST_KEYS && !aName(key);
    }

    private static boolean aName(String key) {
        Set<String> words = new HashSet<>(List.of(key.split("[ .]")));
        return Character.isUpperCase(key.charAt(0))
                && words.stream().allMatch(word -> NameBook.given(word) || NameBook.family(word))
                && !Vocabulary.anyAboutPersons(NameTokens.of(key));
    }
}
