package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.KnownCodes.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of a run's people that are written in more than one way or in several words: telephone and other numbers by their digits, whatever
 * stands between them, and addresses word by word. They are found where they stand, under the hashes that {@link KnownCodes} keeps.
 */
final class KnownWritings {

    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 19;
    private static final int MOST_GROUPS = 8;
    private static final int WIDEST_GAP = 3;
    private static final int MOST_WORDS = 8;
    private static final int SHORTEST_PHRASE = 6;
    private static final int LONGEST_PHRASE = 200;
    private static final int AMERICAN = 11;
    /** Before what is kept of a phrase, so that it is no code. */
    private static final char PHRASE = '@';

    private static final String GAPS = " ().-/\u00a0\u2011\u2013";

    private final KnownCodes codes;

    KnownWritings(KnownCodes codes) {
        this.codes = codes;
    }

    /** How a number is kept: by its digits, those of North America without the country's; null for what is too short or no number. */
    static @Nullable String digits(String value) {
        var out = new StringBuilder("#");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                out.append(c);
            } else if (Character.isLetter(c)) {
                // an extension ends the number, a code with letters is none
                if (out.length() <= FEWEST_DIGITS || " x#e".indexOf(Character.toLowerCase(c)) < 0) {
                    return null;
                }
                break;
            }
        }
        return national(out);
    }

    private static @Nullable String national(StringBuilder hashed) {
        int digits = hashed.length() - 1;
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
            return null;
        }
        if (digits == AMERICAN && hashed.charAt(1) == '1') {
            hashed.deleteCharAt(1);
        }
        return hashed.toString();
    }

    /** How an address or another value of several characters is kept: from its first letter or digit to its last, blanks folded; null where it would be too common. */
    static @Nullable String phrase(String value) {
        if (!isPhrase(value)) {
            return null;
        }
        int start = 0;
        int end = value.length();
        while (!opens(value.codePointAt(start))) {
            start += Character.charCount(value.codePointAt(start));
        }
        while (!opens(value.codePointBefore(end))) {
            end -= Character.charCount(value.codePointBefore(end));
        }
        var out = new StringBuilder(end - start + 1).append(PHRASE);
        boolean blank = false;
        for (int i = start; i < end; i++) {
            char c = value.charAt(i);
            if (!blank(c)) {
                out.append(c);
            } else if (!blank) {
                out.append(' ');
            }
            blank = blank(c);
        }
        return out.length() > SHORTEST_PHRASE && out.length() <= LONGEST_PHRASE ? out.toString() : null;
    }

    /** Whether there is a digit and a letter in it. */
    private static boolean isPhrase(String value) {
        boolean digit = false;
        boolean letter = false;
        for (int i = 0; i < value.length() && !(digit && letter); i++) {
            digit |= digit(value, i);
            letter |= Character.isLetter(value.charAt(i));
        }
        return digit && letter;
    }

    private static boolean opens(int c) {
        return Character.isLetter(c) || Character.isDigit(c);
    }

    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Adds what is found to what was found before, unless they overlap. */
    void find(String text, List<Span> out) {
        if (!codes.anyWritings()) {
            return;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += digit(text, i) ? 1 : 0;
        }
        if (digits == 0) {
            return;
        }
        phrases(text, out);
        if (digits >= FEWEST_DIGITS) {
            numbers(text, out);
        }
    }

    /** Groups of digits with little between them, the most groups first. */
    private void numbers(String text, List<Span> out) {
        List<int[]> groups = groups(text);
        for (int i = 0; i < groups.size(); i++) {
            if (joined(text, groups.get(i)[0] - 1) || Seconds.hold(text, groups.get(i)[0])) {
                continue;
            }
            int last = lastTogether(groups, i);
            for (int j = last; j >= i; j--) {
                if (!joined(text, groups.get(j)[1]) && number(text, groups, i, j, out)) {
                    i = j;
                    break;
                }
            }
        }
    }

    private static int lastTogether(List<int[]> groups, int first) {
        int j = first;
        while (j + 1 < groups.size() && j + 1 < first + MOST_GROUPS && groups.get(j + 1)[2] == 1) {
            j++;
        }
        return j;
    }

    private boolean number(String text, List<int[]> groups, int first, int last, List<Span> out) {
        var hashed = new StringBuilder("#");
        for (int k = first; k <= last; k++) {
            hashed.append(text, groups.get(k)[0], groups.get(k)[1]);
        }
        String number = national(hashed);
        Kind kind = number == null ? null : codes.kind(number);
        if (kind == null || Uuids.hold(text, groups.get(first)[0], groups.get(last)[1])) {
            return false;
        }
        int start = groups.get(first)[0];
        while (kind == Kind.PHONE && start > 0 && "+(".indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return add(start, groups.get(last)[1], kind, out);
    }

    /** Where each group of digits begins and ends, and whether (1) it goes on with the one before. */
    private static List<int[]> groups(String text) {
        var out = new ArrayList<int[]>();
        int before = -1;
        for (int i = 0; i < text.length(); i++) {
            if (!digit(text, i)) {
                continue;
            }
            int start = i;
            while (i < text.length() && digit(text, i)) {
                i++;
            }
            out.add(new int[] {start, i, before >= 0 && near(text, before, start) ? 1 : 0});
            before = i;
        }
        return out;
    }

    private static boolean near(String text, int from, int to) {
        if (to - from > WIDEST_GAP) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (GAPS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * From the first word and each that begins with a digit or a capital on, as many words as an address may have; the longest that is known.
     * Where the next digit stands too far away none can begin.
     */
    private void phrases(String text, List<Span> out) {
        int digit = -1;
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i > digit) {
                words = 0;
                for (digit = i; digit < text.length() && !digit(text, digit); digit++) {
                    words += Letters.endAt(text, digit) ? 1 : 0;
                }
                if (digit == text.length()) {
                    return;
                }
            }
            char c = text.charAt(i);
            boolean opens = Letters.orDigit(c) && (i == 0 || !Letters.orDigit(text.charAt(i - 1)));
            boolean near = words < MOST_WORDS && digit - i < LONGEST_PHRASE;
            words -= Letters.endAt(text, i) ? 1 : 0;
            if (opens && near && (i == 0 || digit(text, i) || Character.isUpperCase(c))) {
                int end = phrase(text, i, out);
                if (end > i + 1) {
                    i = end - 1;
                    digit = -1;
                }
            }
        }
    }

    /** Where the longest known phrase ends that begins here; 0 when none does. One without digit or letter is none, and not looked up. */
    private int phrase(String text, int start, List<Span> out) {
        long hash = KnownCodes.longer(KnownCodes.EMPTY, PHRASE);
        boolean digit = false;
        boolean letter = false;
        int words = 0;
        int last = 0;
        Kind kind = null;
        int most = Math.min(text.length(), start + LONGEST_PHRASE);
        for (int i = start; i < most && words < MOST_WORDS; i++) {
            char c = text.charAt(i);
            digit |= digit(text, i);
            letter |= Letters.is(c);
            if (!Character.isWhitespace(c)) {
                hash = KnownCodes.longer(hash, c);
            } else if (!Character.isWhitespace(text.charAt(i - 1))) {
                hash = KnownCodes.longer(hash, ' ');
            }
            if (Letters.endAt(text, i)) {
                words++;
                Kind found =
                        i - start < SHORTEST_PHRASE || !digit || !letter ? null : codes.kind(KnownCodes.mixed(hash));
                kind = found == null ? kind : found;
                last = found == null ? last : i + 1;
            }
        }
        return kind != null && add(start, last, kind, out) ? last : 0;
    }

    private static boolean add(int start, int end, Kind kind, List<Span> out) {
        if (out.stream().anyMatch(span -> span.overlaps(start, end))) {
            return false;
        }
        out.add(new Span(start, end, kind.span()));
        return true;
    }

    private static boolean joined(String text, int at) {
        return at >= 0 && at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_');
    }

    private static boolean digit(String text, int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
}
