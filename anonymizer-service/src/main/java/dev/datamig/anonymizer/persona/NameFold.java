package dev.datamig.anonymizer.persona;

import java.text.Normalizer;
import java.util.Locale;

/** One form for all spellings of a name word: {@code José}, {@code JOSE} and {@code jose} are the same, {@code O'Brien} is {@code obrien}. */
public final class NameFold {

    private NameFold() {}

    /** Letters only, lower case, without accents. */
    public static String of(String word) {
        int plain = plainUpTo(word);
        if (plain == word.length()) {
            return word;
        }
        if (ascii(word)) {
            return asciiLetters(word, plain);
        }
        String apart = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** How many lower-case letters a to z the word begins with. */
    private static int plainUpTo(String word) {
        int i = 0;
        while (i < word.length() && word.charAt(i) >= 'a' && word.charAt(i) <= 'z') {
            i++;
        }
        return i;
    }

    private static boolean ascii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String asciiLetters(String word, int plain) {
        var out = new StringBuilder(word.length()).append(word, 0, plain);
        for (int i = plain; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'a' && c <= 'z') {
                out.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                out.append((char) (c + 32));
            }
        }
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
