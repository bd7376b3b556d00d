package dev.datamig.anonymizer.persona;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of words that remembers what it made of recent ones: at most {@value #MOST} of them, forgotten by overwriting, and none where
 * words hardly repeat. Hashes lie apart from the words, so that a word that is not there is seen without going to any other. Remembering
 * changes no result. Not for several threads.
 */
final class RecentWords implements UnaryOperator<String> {

    private static final int FIRST = 1 << 6;
    private static final int MOST = 1 << 14;
    /** Places of one hash. */
    private static final int WAYS = 2;

    private final UnaryOperator<String> function;
    private int[] hashes = new int[FIRST];
    private @Nullable String[] words = new @Nullable String[FIRST];
    private @Nullable String[] answers = new @Nullable String[FIRST];
    private int hits;
    private int misses;
    private boolean futile;

    /** @param function gives the same for the same word, and does not come back here */
    RecentWords(UnaryOperator<String> function) {
        this.function = function;
    }

    @Override
    public String apply(String word) {
        if (futile) {
            return function.apply(word);
        }
        int hash = word.hashCode();
        int place = place(hash);
        for (int i = place; i < place + WAYS; i++) {
            String answer = hashes[i] == hash && word.equals(words[i]) ? answers[i] : null;
            if (answer != null) {
                hits++;
                return answer;
            }
        }
        String answer = function.apply(word);
        missed();
        keep(hash, word, answer);
        return answer;
    }

    private int place(int hash) {
        return (hash * 0x9e3779b9 >>> 16 ^ hash) & hashes.length - WAYS;
    }

    private void keep(int hash, String word, String answer) {
        int place = place(hash);
        hashes[place + 1] = hashes[place];
        words[place + 1] = words[place];
        answers[place + 1] = answers[place];
        hashes[place] = hash;
        words[place] = word;
        answers[place] = answer;
    }

    private void missed() {
        misses++;
        if (misses <= hashes.length) {
            return;
        }
        if (hashes.length < MOST) {
            grow();
        } else {
            futile = hits < misses / 8;
        }
        hits = 0;
        misses = 0;
    }

    private void grow() {
        int[] oldHashes = hashes;
        @Nullable String[] oldWords = words;
        @Nullable String[] oldAnswers = answers;
        hashes = new int[4 * oldHashes.length];
        words = new @Nullable String[hashes.length];
        answers = new @Nullable String[hashes.length];
        for (int i = oldHashes.length - 1; i >= 0; i--) {
            String word = oldWords[i];
            String answer = oldAnswers[i];
            if (word != null && answer != null) {
                keep(oldHashes[i], word, answer);
            }
        }
    }
}
