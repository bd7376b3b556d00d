package dev.datamig.extractor.analysis.suggest;

import java.util.List;
import java.util.Optional;

/**
 * A column's name: {@code home_address_id} is the stem home address and the key word id; {@code idClient} is client and id.
 *
 * @param words all of them
 * @param stem without the key words at its ends
 * @param keyWord the last of these
 */
record ColumnName(String name, List<String> words, List<String> stem, Optional<String> keyWord) {

    static ColumnName of(String name) {
        List<String> words = Words.of(name);
        int from = 0;
        int to = words.size();
        Optional<String> keyWord = Optional.empty();
        while (to > from && Words.isKey(words.get(to - 1))) {
            String word = words.get(--to);
            keyWord = keyWord.or(() -> Optional.of(word));
        }
        while (to > from && keyWord.isEmpty() && Words.isKey(words.get(from))) {
            keyWord = Optional.of(words.get(from));
            from++;
        }
        return new ColumnName(name, words, words.subList(from, to), keyWord);
    }

    String squashed() {
        return Words.squashed(name);
    }

    /** Whether it says only that it is a key, not of what. */
    boolean generic() {
        return stem.isEmpty();
    }
}
