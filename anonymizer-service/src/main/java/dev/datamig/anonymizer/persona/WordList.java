package dev.datamig.anonymizer.persona;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A shipped list of words. Its order is part of the masking: words are only ever added at a change of the mask's version. */
public final class WordList {

    private final List<String> words;
    private final List<String> forms;
    private final Set<String> folded;
    /** Lengths of words by their first and last letter: most parts of words are none for that alone. */
    private final long[] lengths = new long[26 * 26];

    private WordList(List<String> words) {
        this.words = List.copyOf(words);
        this.forms = words.stream().map(NameFold::of).toList();
        this.folded = new HashSet<>();
        forms.forEach(this::add);
    }

    private void add(String word) {
        folded.add(word);
        int ends = ends(word, 0, word.length());
        if (ends >= 0 && word.length() < Long.SIZE) {
            lengths[ends] |= 1L << word.length();
        }
    }

    /** -1 where one is no letter a to z. */
    private static int ends(String word, int from, int to) {
        int first = from < to ? word.charAt(from) - 'a' : -1;
        int last = from < to ? word.charAt(to - 1) - 'a' : -1;
        return first >= 0 && first < 26 && last >= 0 && last < 26 ? first * 26 + last : -1;
    }

    static WordList load(String name) {
        String path = "/lexicon/" + name + ".txt";
        try (InputStream in = WordList.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the word list " + path + " is missing from this build");
            }
            return new WordList(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int size() {
        return words.size();
    }

    public String get(int index) {
        return words.get(index);
    }

    /** The folded form of the word at a place. */
    String folded(int index) {
        return forms.get(index);
    }

    public List<String> words() {
        return words;
    }

    /** Whether the word is in the list, without regard to case and accents. */
    public boolean has(String foldedWord) {
        return folded.contains(foldedWord);
    }

    /** The same of a part of a word. */
    boolean has(String foldedWord, int from, int to) {
        int ends = ends(foldedWord, from, to);
        boolean may = ends < 0 || to - from >= Long.SIZE || (lengths[ends] >>> to - from & 1) != 0;
        return may && folded.contains(foldedWord.substring(from, to));
    }
}
