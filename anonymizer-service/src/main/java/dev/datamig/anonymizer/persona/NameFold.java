package dev.datamig.anonymizer.persona;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One form for all spellings of a name word: {@code José}, {@code JOSE} and {@code jose} are the same, {@code O'Brien} is {@code obrien}. */
public final class NameFold {

    private NameFold() {}

    /** Characters up to here are folded one by one, whatever stands beside them: Latin letters and their accented forms. */
    private static final int LATIN = 0x180;

    private static final int FIRST = 0xff;
    private static final int ELSE = -1;
    /** What each of them becomes: nothing, one letter a to z, or a second one in the next eight bits; {@link #ELSE} for other letters. */
    private static final int[] FORMS = forms();

    /** Letters only, lower case, without accents. */
    public static String of(String word) {
        int plain = plainUpTo(word);
        if (plain == word.length()) {
            return word;
        }
        String latin = latin(word, plain);
        return latin == null ? any(word) : latin;
    }

    /** How many lower-case letters a to z the word begins with. */
    private static int plainUpTo(String word) {
        int i = 0;
        while (i < word.length() && word.charAt(i) >= 'a' && word.charAt(i) <= 'z') {
            i++;
        }
        return i;
    }

    /** Null for a word with other characters. */
    private static @Nullable String latin(String word, int plain) {
        var out = new byte[2 * word.length()];
        int length = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int form = i < plain ? c : c < LATIN ? FORMS[c] : ELSE;
            if (form == ELSE) {
                return null;
            }
            out[length] = (byte) form;
            length += form == 0 ? 0 : 1;
            if (form > FIRST) {
                out[length++] = (byte) (form >>> 8);
            }
        }
        return new String(out, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static int[] forms() {
        var out = new int[LATIN];
        for (int c = 0; c < LATIN; c++) {
            String form = any(String.valueOf((char) c));
            boolean small = form.length() <= 2 && form.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
            out[c] = !small
                    ? ELSE
                    : form.isEmpty() ? 0 : form.length() == 1 ? form.charAt(0) : form.charAt(1) << 8 | form.charAt(0);
        }
        return out;
    }

    /** Of any word, as a whole. */
    static String any(String word) {
        String apart = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case 'ß' -> out.append("ss");
            case 'ø' -> out.append('o');
            case 'ł' -> out.append('l');
            case 'đ', 'ð' -> out.append('d');
            case 'æ' -> out.append("ae");
            case 'œ' -> out.append("oe");
            case 'þ' -> out.append("th");
            case 'ı' -> out.append('i');
            default -> {
                if (Character.isLetter(c)) {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
