package dev.datamig.staging.proof;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which texts are compared: Unicode NFKC, lower case, white space folded to one blank and trimmed. */
final class NormalText {

    /** What each ASCII character becomes: a small letter, a blank for white space, itself. */
    private static final byte[] FORMS = forms();

    private NormalText() {}

    private static byte[] forms() {
        var out = new byte[128];
        for (int c = 0; c < out.length; c++) {
            out[c] = (byte) (folds(c) ? ' ' : c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        return out;
    }

    /**
     * The normal form of a text of ASCII alone, in one pass.
     *
     * @param out takes the result, at least as long as {@code text}
     * @return its length; -1 when there is anything but ASCII
     */
    static int ascii(byte[] text, byte[] out) {
        int length = 0;
        boolean blank = false;
        for (byte c : text) {
            if (c < 0) {
                return -1;
            }
            byte form = FORMS[c];
            boolean another = form == ' ' && blank;
            blank = form == ' ';
            out[length] = form;
            length += another ? 0 : 1;
        }
        return trim(out, length);
    }

    /** Any text. */
    static String of(String text) {
        String form = Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
        String lower = form.toLowerCase(Locale.ROOT);
        var out = new StringBuilder(lower.length());
        boolean blank = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (!folds(c)) {
                out.append(c);
                blank = false;
            } else if (!blank) {
                out.append(' ');
                blank = true;
            }
        }
        return out.toString().strip();
    }

    /** White space as regular expressions count it. */
    private static boolean folds(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Blanks and the separators 1C to 1F at both ends, as {@link String#strip} does. */
    private static int trim(byte[] out, int length) {
        int from = 0;
        int to = length;
        while (from < to && strips(out[from])) {
            from++;
        }
        while (to > from && strips(out[to - 1])) {
            to--;
        }
        if (from > 0) {
            System.arraycopy(out, from, out, 0, to - from);
        }
        return to - from;
    }

    private static boolean strips(byte c) {
        return c == ' ' || c >= 0x1c && c <= 0x1f;
    }
}
