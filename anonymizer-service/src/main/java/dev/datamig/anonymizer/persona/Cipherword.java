package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.HalvesPermutation;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A text as a word of lower-case letters and digits that only the key can read: its {@link TextCode}, filled up to what a word of one of a few
 * lengths holds, permuted, and written as digits to the base 36. Every step can be undone, so different texts have different words,
 * however many there are. The word's length tells roughly how much the text says, not how long it is. Not for several threads.
 */
final class Cipherword implements Mark {

    private static final int RADIX = 36;
    private static final int LONGEST = 1_200;
    private static final int[] LENGTHS = {5, 7, 9, 11, 14, 17, 20, 22};
    /** So many symbols hold a word of bits: 36^11 is above 2^56. */
    private static final int GROUP = 11;
    /** Bits that so many symbols of a group hold. */
    private static final int[] GROUP_BITS = {0, 5, 10, 15, 20, 25, 31, 36, 41, 46, 51, HalvesPermutation.WORD};

    private static final char[] SYMBOLS = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();

    private final HalvesPermutation cipher;
    private final HalvesPermutation.@Nullable Form[] forms = new HalvesPermutation.@Nullable Form[LONGEST + 1];

    Cipherword(MaskingKey key, String purpose) {
        this.cipher = key.halves("word/" + purpose);
    }

    @Override
    public @Nullable String of(String text, int room) {
        TextCode.Code code = TextCode.of(text);
        int length = length(code.length(), Math.min(room, LONGEST));
        if (length < 0) {
            return null;
        }
        HalvesPermutation.Form form = form(length);
        var left = new long[form.left().length];
        var right = new long[form.right().length];
        int middle = fill(left, form.left(), code, 0);
        fill(right, form.right(), code, middle);
        cipher.permute(left, right, form);
        var out = new char[length];
        write(left, out, 0, length / 2);
        write(right, out, length / 2, length);
        return new String(out);
    }

    /** Takes a half's bits from the code. @return the place behind them */
    private static int fill(long[] half, long[] masks, TextCode.Code code, int from) {
        int at = from;
        for (int i = 0; i < half.length; i++) {
            int bits = Long.bitCount(masks[i]);
            half[i] = code.bits(at, bits);
            at += bits;
        }
        return at;
    }

    /** The text of a word that {@link #of} made; empty for anything else. */
    @Override
    public Optional<String> original(String word) {
        int length = word.length();
        if (length < LENGTHS[0] || length > LONGEST) {
            return Optional.empty();
        }
        HalvesPermutation.Form form = form(length);
        var left = new long[form.left().length];
        var right = new long[form.right().length];
        if (!read(word, 0, length / 2, left, form.left()) || !read(word, length / 2, length, right, form.right())) {
            return Optional.empty();
        }
        cipher.restore(left, right, form);
        var code = new TextCode.Bits();
        append(left, form.left(), code);
        append(right, form.right(), code);
        Predicate<String> madeIt = text -> word.equals(of(text, length));
        return TextCode.text(code.code()).filter(madeIt);
    }

    private static void append(long[] half, long[] masks, TextCode.Bits to) {
        for (int i = 0; i < half.length; i++) {
            to.add(half[i], Long.bitCount(masks[i]));
        }
    }

    /** Half of the symbols each, in groups of {@value #GROUP}, the last one of which may be shorter. */
    private HalvesPermutation.Form form(int length) {
        HalvesPermutation.Form known = forms[length];
        if (known == null) {
            known = new HalvesPermutation.Form(length, masks(length / 2), masks(length - length / 2));
            forms[length] = known;
        }
        return known;
    }

    private static long[] masks(int symbols) {
        var out = new long[(symbols + GROUP - 1) / GROUP];
        for (int i = 0; i < out.length; i++) {
            out[i] = (1L << GROUP_BITS[Math.min(GROUP, symbols - i * GROUP)]) - 1;
        }
        return out;
    }

    private static int capacity(int length) {
        return half(length / 2) + half(length - length / 2);
    }

    private static int half(int symbols) {
        return symbols / GROUP * HalvesPermutation.WORD + GROUP_BITS[symbols % GROUP];
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

    private static void write(long[] half, char[] out, int from, int to) {
        for (int i = 0; i < half.length; i++) {
            long rest = half[i];
            int begin = from + i * GROUP;
            for (int at = Math.min(to, begin + GROUP) - 1; at >= begin; at--) {
                long quotient = rest / RADIX;
                out[at] = SYMBOLS[(int) (rest - quotient * RADIX)];
                rest = quotient;
            }
        }
    }

    /** Whether the symbols can have been written from a half. */
    private static boolean read(String word, int from, int to, long[] half, long[] masks) {
        for (int i = 0; i < half.length; i++) {
            int begin = from + i * GROUP;
            for (int at = begin; at < Math.min(to, begin + GROUP); at++) {
                int symbol = word.charAt(at) > 'z' ? -1 : Character.digit(word.charAt(at), RADIX);
                if (symbol < 0) {
                    return false;
                }
                half[i] = half[i] * RADIX + symbol;
            }
            if ((half[i] & ~masks[i]) != 0) {
                return false;
            }
        }
        return true;
    }
}
