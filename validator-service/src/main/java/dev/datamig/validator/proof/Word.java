package dev.datamig.validator.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of letters, digits and the signs inside words.
 *
 * @param capital whether it begins with an upper-case letter
 * @param opens whether it begins a sentence, where capitals mean nothing
 */
record Word(int start, int end, String text, boolean capital, boolean opens) {

    /** The words of a text, from left to right. */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        boolean opens = true;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                opens |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '"';
                i++;
                continue;
            }
            int start = i;
            while (i < text.length() && within(text, i)) {
                i++;
            }
            String word = bare(text.substring(start, i));
            words.add(new Word(start, start + word.length(), word, Character.isUpperCase(word.charAt(0)), opens));
            opens = false;
        }
        return words;
    }

    /** Letters, digits and marks; a sign only between two of them. */
    private static boolean within(String text, int i) {
        char c = text.charAt(i);
        if (Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.isSurrogate(c)) {
            return true;
        }
        boolean sign = c == '\'' || c == '\u2019' || c == '-' || c == '_' || c == '.';
        return sign && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    /** Without the genitive's ending. */
    private static String bare(String word) {
        int end = word.length();
        if (end > 3 && (word.endsWith("'s") || word.endsWith("\u2019s"))) {
            return word.substring(0, end - 2);
        }
        return word;
    }

    boolean hasDigit() {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
