package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word or a number of a text, in order, with the span that covers it.
 *
 * @param word absent for a number
 * @param owner what was found there; absent when nothing was
 */
record Token(
        int start, int end, @Nullable Word word, @Nullable Span owner) {

    /** @param found in order of position */
    static List<Token> of(String text, List<Word> words, List<Span> found) {
        var out = new ArrayList<Token>(words.size() + 8);
        int next = 0;
        int span = 0;
        int i = 0;
        while (i < text.length()) {
            while (next < words.size() && words.get(next).start() < i) {
                next++;
            }
            int end = end(text, i, words, next);
            if (end == i) {
                i++;
                continue;
            }
            while (span < found.size() && found.get(span).end() <= i) {
                span++;
            }
            Span owner = span < found.size() && found.get(span).overlaps(i, end) ? found.get(span) : null;
            Word word = Digit.is(text.charAt(i)) ? null : words.get(next);
            out.add(new Token(i, end, word, owner));
            i = end;
        }
        return out;
    }

    /** Behind the word or number (with letters that hang on it) that begins here; here when none does. */
    private static int end(String text, int i, List<Word> words, int next) {
        if (next < words.size() && words.get(next).start() == i) {
            return words.get(next).end();
        }
        if (!Digit.is(text.charAt(i))) {
            return i;
        }
        int end = i;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    boolean number() {
        return word == null;
    }
}
