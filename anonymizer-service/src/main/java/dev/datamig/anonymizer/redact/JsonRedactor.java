package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.transform.JsonStrings;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces personal values inside a JSON document, in the text itself: keys, order, spacing and types stay, what is not replaced stays
 * byte for byte. Values under keys that say what they are get the fake of that class; other texts are searched like free text.
 */
public final class JsonRedactor implements Rewriter {

    private static final int REMEMBERED_KEYS = 2_000;

    /**
     * A rule for the values under a path; {@code *} is any key.
     *
     * @param dataClass what stands there, absent when nobody knows
     * @param proof what the originals' fingerprints are to prove, as for a column under the same rule
     * @param whole whether the whole value identifies though its words are names
     */
    public record PathMask(
            List<String> path,
            Rewriter mask,
            boolean nullify,
            @Nullable DataClass dataClass,
            Proof proof,
            boolean whole) {
        public PathMask(List<String> path, Rewriter mask, boolean nullify, @Nullable DataClass dataClass) {
            this(path, mask, nullify, dataClass, Proof.NONE, false);
        }
    }

    private final TextRedactor freeText;
    private final Fakes fakes;
    private final List<PathMask> paths;
    private final Map<List<String>, DataClass> ofPaths;
    /** What is done with other strings than those of the paths; null when they are searched like free text. */
    private final @Nullable Rewriter others;

    private final Classifier classifier = new Classifier();
    private final Map<String, Map<String, Optional<DataClass>>> classes = new HashMap<>();
    private int rememberedKeys;
    /** Of the row whose document is in hand. */
    private @Nullable Map<String, Part> ownNames;

    /**
     * @param ofPaths what stands under paths whose keys do not say it
     * @param others for strings that no path speaks of; keys and other numbers stay. Null to search all like free text
     */
    public JsonRedactor(
            TextRedactor freeText,
            Fakes fakes,
            List<PathMask> paths,
            Map<List<String>, DataClass> ofPaths,
            @Nullable Rewriter others) {
        this.freeText = freeText;
        this.fakes = fakes;
        this.paths = paths;
        this.ofPaths = new HashMap<>(ofPaths);
        this.ofPaths.entrySet().removeIf(entry -> entry.getValue() == byKey(entry.getKey()));
        this.others = others;
    }

    @Override
    public String rewrite(String json, Row row) {
        ownNames = null;
        var out = new StringBuilder(json.length() + 32);
        var nesting = new StringBuilder();
        Deque<String> keys = new ArrayDeque<>();
        boolean expectKey = false;
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            switch (c) {
                case '{', '[' -> {
                    nesting.append(c);
                    if (c == '{') {
                        keys.push("");
                    }
                    expectKey = c == '{';
                    out.append(c);
                    i++;
                }
                case '}', ']' -> {
                    if (close(nesting) && !keys.isEmpty()) {
                        keys.pop();
                    }
                    expectKey = false;
                    out.append(c);
                    i++;
                }
                case ',' -> {
                    expectKey = inObject(nesting);
                    out.append(c);
                    i++;
                }
                case '"' -> {
                    int end = JsonStrings.end(json, i);
                    String value = JsonStrings.unescape(json, i + 1, end - 1);
                    if (expectKey) {
                        keys.pop();
                        keys.push(value);
                        expectKey = false;
                        JsonStrings.copyOrQuote(out, json, i, end, value, others == null ? key(value, row) : value);
                    } else {
                        String fake = leaf(keys, value, row);
                        if (fake == null) {
                            out.append("null");
                        } else {
                            JsonStrings.copyOrQuote(out, json, i, end, value, fake);
                        }
                    }
                    i = end;
                }
                default -> i = other(json, i, out, keys, row);
            }
        }
        return out.toString();
    }

    private Map<String, Part> ownNames(Row row) {
        Map<String, Part> known = ownNames;
        if (known == null) {
            known = freeText.ownNames(row);
            ownNames = known;
        }
        return known;
    }

    private static boolean inObject(CharSequence nesting) {
        return !nesting.isEmpty() && nesting.charAt(nesting.length() - 1) == '{';
    }

    /** Whether what closes is an object. */
    private static boolean close(StringBuilder nesting) {
        boolean object = inObject(nesting);
        nesting.setLength(Math.max(0, nesting.length() - 1));
        return object;
    }

    /** Numbers under a key that says what they are; everything else is copied. */
    private int other(String json, int start, StringBuilder out, Deque<String> keys, Row row) {
        char c = json.charAt(start);
        if (c != '-' && (c < '0' || c > '9')) {
            out.append(c);
            return start + 1;
        }
        int end = start;
        while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
            end++;
        }
        String number = json.substring(start, end);
        String fake = number(keys, number, row);
        out.append(fake == null ? "null" : fake);
        return end;
    }

    private @Nullable String number(Deque<String> keys, String number, Row row) {
        if (!number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return number;
        }
        PathMask path = path(keys);
        if (path != null && path.nullify()) {
            note(path, keys, number, null, row);
            return null;
        }
        DataClass dataClass = keys.isEmpty() ? null : ofKey(keys);
        Rewriter mask = path != null
                ? path.mask()
                : others == null && numeric(dataClass) && dataClass != null ? fakes.of(dataClass) : null;
        if (mask == null) {
            return number;
        }
        String fake = mask.rewrite(number, row);
        boolean stillNumber = fake.matches("[1-9]\\d*|0");
        String shown = stillNumber ? fake : "1" + fake.replaceAll("\\D", "").replaceFirst("^0", "");
        if (path != null) {
            note(path, keys, number, shown, row);
        } else {
            note(dataClass, number, shown, row);
        }
        return shown;
    }

    private static boolean numeric(@Nullable DataClass dataClass) {
        return dataClass != null
                && switch (dataClass) {
                    case PHONE, NATIONAL_ID, STUDENT_NUMBER, STAFF_NUMBER, DOCUMENT_NUMBER, CARD_NUMBER, BANK_ACCOUNT ->
                        true;
                    default -> false;
                };
    }

    private @Nullable String leaf(Deque<String> keys, String value, Row row) {
        PathMask path = path(keys);
        if (path != null) {
            String fake = path.nullify() ? null : path.mask().rewrite(value, row);
            note(path, keys, value, fake, row);
            return fake;
        }
        if (others != null) {
            return others.rewrite(value, row);
        }
        DataClass dataClass = keys.isEmpty() ? null : ofKey(keys);
        Rewriter mask = dataClass == null ? null : fakes.of(dataClass);
        if (mask == null) {
            return freeText.rewriteValue(value, row, ownNames(row));
        }
        String fake = mask.rewrite(value, row);
        note(dataClass, value, fake, row);
        return fake;
    }

    /** A value that a rule for its path replaced is proven as the rule's strategy says; where that says nothing, as its key does. */
    private void note(PathMask path, Deque<String> keys, String original, @Nullable String fake, Row row) {
        if (original.equals(fake)) {
            return;
        }
        switch (path.proof()) {
            case VALUE -> {
                row.told(path.dataClass(), original);
                row.replaced(Proof.VALUE, original);
            }
            case NAME -> LeafProof.note(path.whole() ? DataClass.FULL_NAME : DataClass.GIVEN_NAME, original, row);
            case CELL, NONE -> {
                DataClass known = path.dataClass();
                LeafProof.note(known != null || keys.isEmpty() ? known : ofKey(keys), original, row);
            }
        }
    }

    private void note(@Nullable DataClass dataClass, String original, @Nullable String fake, Row row) {
        if (!original.equals(fake)) {
            LeafProof.note(dataClass, original, row);
        }
    }

    private @Nullable PathMask path(Deque<String> keys) {
        if (paths.isEmpty()) {
            return null;
        }
        var at = new ArrayList<>(keys).reversed();
        for (PathMask path : paths) {
            if (matches(path.path(), at)) {
                return path;
            }
        }
        return null;
    }

    private static boolean matches(List<String> path, List<String> at) {
        if (path.size() != at.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).equals("*") && !path.get(i).equals(at.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A bare {@code name} is a person's when the object is called after persons. */
    private @Nullable DataClass ofKey(Deque<String> keys) {
        if (!ofPaths.isEmpty()) {
            DataClass ofPath = ofPaths.get(new ArrayList<>(keys).reversed());
            if (ofPath != null) {
                return ofPath;
            }
        }
        Iterator<String> outwards = keys.iterator();
        String key = outwards.next();
        String around = outwards.hasNext() ? outwards.next() : "";
        Map<String, Optional<DataClass>> ofKey = classes.get(around);
        Optional<DataClass> known = ofKey == null ? null : ofKey.get(key);
        if (known != null) {
            return known.orElse(null);
        }
        DataClass found = classifier.classifyKey(key, around).dataClass();
        if (rememberedKeys < REMEMBERED_KEYS) {
            rememberedKeys++;
            classes.computeIfAbsent(around, outer -> new HashMap<>()).put(key, Optional.ofNullable(found));
        }
        return found;
    }

    private @Nullable DataClass byKey(List<String> path) {
        String around = path.size() > 1 ? path.get(path.size() - 2) : "";
        return classifier.classifyKey(path.getLast(), around).dataClass();
    }

    /** Keys that are personal values themselves (an object by e-mail address, user name or person). */
    private String key(String key, Row row) {
        return freeText.isPlainKey(key) ? key : freeText.rewriteKey(key, row, ownNames(row));
    }
}
