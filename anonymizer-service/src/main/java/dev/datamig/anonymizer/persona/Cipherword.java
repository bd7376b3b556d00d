package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text as a word of lower-case letters and digits that only the key can read: its {@link TextCode}, filled up to one of a few lengths, as
 * a number to the base 36, permuted by FF1. Every step can be undone, so different texts have different words, however many
 * there are. The word's length tells roughly how much the text says, not how long it is. Not for several threads.
 */
final class Cipherword {

    private static final int RADIX = 36;
    private static final int LONGEST = 1_200;
    private static final int[] LENGTHS = {5, 7, 9, 11, 14, 17, 20, 22};
    /** So many symbols hold a word of the code: 36^11 is above 2^56. */
    private static final int GROUP = 11;
    /** So many symbols FF1 permutes with arithmetic on longs. */
    private static final int PART = 22;
    /** Bits that so many symbols of a group hold. */
    private static final int[] GROUP_BITS = {0, 5, 10, 15, 20, 25, 31, 36, 41, 46, 51, TextCode.Code.WORD};

    private final FormatPreserving cipher;
    private final long tweak;

    Cipherword(MaskingKey key, String purpose) {
        this.cipher = key.cipher("word/" + purpose);
        this.tweak = cipher.tweak("word");
    }

    /**
     * The word of a text.
     *
     * @param room characters at most
     * @return null when the text says more than so many characters hold
     */
    @Nullable
    String of(String text, int room) {
        TextCode.Code code = TextCode.of(text);
        int length = length(code.length(), Math.min(room, LONGEST));
        if (length < 0) {
            return null;
        }
        var symbols = new byte[length];
        for (int from = 0; from < length; from += GROUP) {
            int count = Math.min(GROUP, length - from);
            int place = from / GROUP;
            long word = place < code.words().length ? code.words()[place] : 0;
            write(word >>> TextCode.Code.WORD - GROUP_BITS[count], symbols, from, from + count);
        }
        mix(symbols, true);
        return text(symbols);
    }

    /** The text of a word that {@link #of} made; empty for anything else. */
    Optional<String> original(String word) {
        if (word.length() < LENGTHS[0] || word.length() > LONGEST) {
            return Optional.empty();
        }
        var symbols = new byte[word.length()];
        for (int i = 0; i < symbols.length; i++) {
            int symbol = Character.digit(word.charAt(i), RADIX);
            if (symbol < 0) {
                return Optional.empty();
            }
            symbols[i] = (byte) symbol;
        }
        mix(symbols, false);
        return read(symbols);
    }

    /**
     * Permutes the symbols in place: all at once, or a part at a time under a tweak of all other parts, twice over. Each step leaves the other
     * parts as they are, so it can be undone.
     */
    private void mix(byte[] symbols, boolean forward) {
        int parts = (symbols.length + PART - 1) / PART;
        int steps = parts == 1 ? 1 : 2 * parts;
        for (int step = 0; step < steps; step++) {
            int n = forward ? step : steps - 1 - step;
            int from = n % parts * symbols.length / parts;
            int to = (n % parts + 1) * symbols.length / parts;
            byte[] part = Arrays.copyOfRange(symbols, from, to);
            Arrays.fill(symbols, from, to, (byte) n);
            long of = parts == 1 ? tweak : cipher.tweak(tweak + n, symbols);
            byte[] mixed = forward ? cipher.permute(part, RADIX, of) : cipher.restore(part, RADIX, of);
            System.arraycopy(mixed, 0, symbols, from, to - from);
        }
    }

    private static Optional<String> read(byte[] symbols) {
        var words = new long[(symbols.length + GROUP - 1) / GROUP];
        for (int from = 0; from < symbols.length; from += GROUP) {
            int count = Math.min(GROUP, symbols.length - from);
            long word = 0;
            for (int i = 0; i < count; i++) {
                word = word * RADIX + symbols[from + i];
            }
            if (word >>> GROUP_BITS[count] != 0) {
                return Optional.empty();
            }
            words[from / GROUP] = word << TextCode.Code.WORD - GROUP_BITS[count];
        }
        return TextCode.text(new TextCode.Code(words, capacity(symbols.length)));
    }

    private static int capacity(int length) {
        return length / GROUP * TextCode.Code.WORD + GROUP_BITS[length % GROUP];
    }

    /** The least of a few lengths that holds so many bits; what room there is when only that does; -1 when nothing does. */
    private static int length(int bits, int room) {
        for (int length : LENGTHS) {
            if (length <= room && capacity(length) >= bits) {
                return length;
            }
        }
        for (int length = LENGTHS[LENGTHS.length - 1] + 3; length <= room; length += 3) {
            if (capacity(length) >= bits) {
                return length;
            }
        }
        return room >= LENGTHS[0] && capacity(room) >= bits ? room : -1;
    }

    private static void write(long number, byte[] out, int from, int to) {
        long rest = number;
        for (int at = to - 1; at >= from; at--) {
            out[at] = (byte) (rest % RADIX);
            rest /= RADIX;
        }
    }

    private static String text(byte[] symbols) {
        var out = new char[symbols.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Character.forDigit(symbols[i], RADIX);
        }
        return new String(out);
    }
}
