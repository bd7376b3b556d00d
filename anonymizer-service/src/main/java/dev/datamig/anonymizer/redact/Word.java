package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.ArrayList;
import java.util.List;

/** A word of a text: letters, with apostrophes inside. */
record Word(int start, int end, String text, String folded, boolean capital) {

    /** In a text without any capital letter every word counts as capitalised: there the case tells nothing. */
    static List<Word> of(String text) {
        var out = new ArrayList<Word>();
        boolean noCase = noCapital(text);
        int i = 0;
        while (i < text.length()) {
            if (!Letters.is(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            while (i < text.length() && inside(text, i) && !elided(text, start, i)) {
                i++;
            }
            int end = possessive(text, start, i);
            String word = text.substring(start, end);
            out.add(new Word(start, end, word, NameFold.of(word), noCase || Character.isUpperCase(word.charAt(0))));
        }
        return out;
    }

    private static boolean noCapital(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isUpperCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean inside(String text, int i) {
        char c = text.charAt(i);
        boolean apostrophe = (c == '\'' || c == '\u2019') && i + 1 < text.length() && Letters.is(text.charAt(i + 1));
        return Letters.is(c) || Character.getType(c) == Character.NON_SPACING_MARK || apostrophe;
    }

    /** {@code d'Élodie}, {@code l'Anna}: a small letter that French and Italian hang before a name. */
    private static boolean elided(String text, int start, int i) {
        char c = text.charAt(i);
        return i == start + 1
                && (c == '\'' || c == '\u2019')
                && Character.isLowerCase(text.charAt(start))
                && i + 1 < text.length()
                && Character.isUpperCase(text.charAt(i + 1));
    }

    /** {@code Grace's} is the word {@code Grace}. */
    private static int possessive(String text, int start, int end) {
        boolean owns = end - start > 3
                && (text.charAt(end - 1) == 's' || text.charAt(end - 1) == 'S')
                && (text.charAt(end - 2) == '\'' || text.charAt(end - 2) == '\u2019');
        return owns ? end - 2 : end;
    }
}
