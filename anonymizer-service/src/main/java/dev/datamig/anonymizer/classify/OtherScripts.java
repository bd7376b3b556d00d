package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What words of other scripts than the Latin one stand for, in names and comments of columns: {@code 学生姓名}, {@code Дата рождения}, {@code 電話番号}. */
final class OtherScripts {

    /** No letter before it is of another script. */
    private static final char FIRST = 0x370;

    private static final Map<String, List<String>> MEANT = new HashMap<>();
    /** What a word means where nothing else is written as one with it. */
    private static final Map<String, List<String>> WHOLE = new HashMap<>();

    private static final int LONGEST;

    static {
        WordLists.lines("scripts.txt").forEach(OtherScripts::read);
        LONGEST = MEANT.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private OtherScripts() {}

    private static void read(String line) {
        boolean whole = line.startsWith("whole: ");
        for (String entry : (whole ? line.substring(line.indexOf(' ')) : line).split(",")) {
            String[] sides = entry.strip().split("=");
            (whole ? WHOLE : MEANT).put(NameFold.of(sides[0]), List.of(sides[1].split(" ")));
        }
    }

    /** @param word in lower case without accents; null where it is of the Latin script */
    static @Nullable List<String> of(String word) {
        if (word.chars().allMatch(c -> c < FIRST)) {
            return null;
        }
        List<String> known = WHOLE.getOrDefault(word, MEANT.get(word));
        if (known != null) {
            return known;
        }
        return word.chars().anyMatch(OtherScripts::withoutSpaces) ? cut(word) : List.of(word);
    }

    /** The longest known words from the left, and what lies between them as it is. */
    private static List<String> cut(String word) {
        var out = new ArrayList<String>();
        int unknown = 0;
        int at = 0;
        while (at < word.length()) {
            int end = known(word, at);
            if (end > at) {
                between(word, unknown, at, out);
                out.addAll(MEANT.get(word.substring(at, end)));
                unknown = end;
            }
            at = Math.max(end, at + 1);
        }
        between(word, unknown, at, out);
        return List.copyOf(out);
    }

    private static void between(String word, int start, int end, List<String> out) {
        if (start < end) {
            out.add(word.substring(start, end));
        }
    }

    /** Where the longest known word that begins there ends; the same place when none does. */
    private static int known(String word, int start) {
        for (int end = Math.min(word.length(), start + LONGEST); end > start; end--) {
            if (MEANT.containsKey(word.substring(start, end))) {
                return end;
            }
        }
        return start;
    }

    private static boolean withoutSpaces(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
