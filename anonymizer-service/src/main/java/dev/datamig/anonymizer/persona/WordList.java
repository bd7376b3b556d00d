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
    private final Set<String> folded;

    private WordList(List<String> words) {
        this.words = List.copyOf(words);
        this.folded = new HashSet<>();
        words.forEach(word -> folded.add(NameFold.of(word)));
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

    public List<String> words() {
        return words;
    }

    /** Whether the word is in the list, without regard to case and accents. */
    public boolean has(String foldedWord) {
        return folded.contains(foldedWord);
    }
}
