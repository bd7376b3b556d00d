package dev.datamig.loader.postgres;

import dev.datamig.contracts.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Other made-up values in the place of made-up ones. A value keeps its length, its punctuation and what stands in front: of the
 * last digits up to four are other ones, where there is none of the last ASCII letters; of an address the part before the
 * {@code @}. So a number that nobody was ever issued stays one, and a mail domain stays reserved.
 */
final class SameShape {

    private static final int CHANGED = 4;

    private SameShape() {}

    /**
     * Always the same for the same value and try.
     *
     * @param attempt from 0
     * @return another value, empty where nothing in it may be changed
     */
    static Optional<String> other(String value, int attempt) {
        int at = value.lastIndexOf('@');
        int end = at > 0 ? at : value.length();
        byte[] noise = Digests.sha256().digest((value + "\u001f" + attempt).getBytes(StandardCharsets.UTF_8));
        var text = new StringBuilder(value);
        boolean digits = value.chars().limit(end).anyMatch(SameShape::isDigit);
        int changed = 0;
        for (int i = end - 1; i >= 0 && changed < CHANGED; i--) {
            char c = value.charAt(i);
            if (digits ? isDigit(c) : isLetter(c)) {
                text.setCharAt(i, other(c, noise, changed++));
            } else if (digits && changed > 0) {
                break;
            }
        }
        return changed == 0 ? Optional.empty() : Optional.of(text.toString());
    }

    /** Two bytes of noise for each character. The last one differs always, and four digits are never four zeros. */
    private static char other(char c, byte[] noise, int place) {
        int number = (noise[2 * place] & 0xff) << 8 | noise[2 * place + 1] & 0xff;
        char first = isDigit(c) ? place == 0 ? '1' : '0' : Character.isUpperCase(c) ? 'A' : 'a';
        int many = isDigit(c) ? '9' - first + 1 : 26;
        if (place > 0 || c < first) {
            return (char) (first + number % many);
        }
        char other = (char) (first + number % (many - 1));
        return other < c ? other : (char) (other + 1);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
