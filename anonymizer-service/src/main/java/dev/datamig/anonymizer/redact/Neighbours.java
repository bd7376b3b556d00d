package dev.datamig.anonymizer.redact;

import java.util.List;
import java.util.Set;

/** How the words of a text stand to each other: beside, behind a word that announces, at the beginning of a sentence, alone on a line. */
final class Neighbours {

    private static final int FEW = 4;

    private Neighbours() {}

    /** With at most a few blanks and light punctuation between. */
    static boolean adjacent(String text, Word before, Word after) {
        int gap = after.start() - before.end();
        if (gap < 1 || gap > 3) {
            return false;
        }
        for (int i = before.end(); i < after.start(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '.' && c != '-' && c != ':' && c != ',') {
                return false;
            }
        }
        return true;
    }

    /** With one blank or hyphen between. */
    static boolean beside(String text, Word before, Word after) {
        return after.start() - before.end() == 1 && " -".indexOf(text.charAt(before.end())) >= 0;
    }

    /** Right behind one of some words. */
    static boolean behind(Set<String> openers, String text, List<Word> words, int i) {
        return i > 0
                && adjacent(text, words.get(i - 1), words.get(i))
                && openers.contains(words.get(i - 1).folded());
    }

    static boolean capitalNext(List<Word> words, int i, String text) {
        return i + 1 < words.size() && words.get(i + 1).capital() && adjacent(text, words.get(i), words.get(i + 1));
    }

    /** Whether it is written with a capital, in a text without capitals too. */
    static boolean written(Word word) {
        return Character.isUpperCase(word.text().charAt(0));
    }

    /** {@code Grace's}. */
    static boolean possessive(String text, Word word) {
        int at = word.end();
        return at + 1 < text.length()
                && (text.charAt(at) == '\'' || text.charAt(at) == '\u2019')
                && (text.charAt(at + 1) == 's' || text.charAt(at + 1) == 'S');
    }

    static boolean startsSentence(String text, Word word) {
        int i = word.start() - 1;
        while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '"' || text.charAt(i) == '\'')) {
            i--;
        }
        return i < 0 || ".!?\n:>".indexOf(text.charAt(i)) >= 0;
    }

    static boolean aloneOnLine(String text, Word word) {
        int before = word.start() - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '>')) {
            before--;
        }
        int after = word.end();
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return before >= 0 && text.charAt(before) == '\n' && (after == text.length() || text.charAt(after) == '\n');
    }

    /** Whether the word's line is at most four words, all in capitals. */
    static boolean ofFewWords(String text, Word word) {
        int from = text.lastIndexOf('\n', word.start()) + 1;
        int end = text.indexOf('\n', word.start());
        int words = 0;
        boolean blank = true;
        for (int i = from; i < (end < 0 ? text.length() : end); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            if (letter && blank) {
                words++;
                if (words > FEW || !Character.isUpperCase(c)) {
                    return false;
                }
            }
            blank = !letter && c != '\'' && c != '-' && c != '.';
        }
        return true;
    }
}
