package dev.datamig.anonymizer.classify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** What sampled binary values are, where that can be told: identifiers and hashes are short, of one length, and no text. */
final class BinaryValues {

    /** Bytes of the longest hash in use (SHA-512); samples show one byte more of what is longer. */
    private static final int LONGEST = 64;
    /** Bytes of the shortest value that is no packed number, date or network address. */
    private static final int SHORTEST = 8;
    /** Different values from which a common length is no accident. */
    private static final int ENOUGH = 3;
    /** The share of random values that pass for texts by accident. */
    private static final double FEW = 0.1;
    /** The share of characters in a text whose other bytes an unknown encoding accounts for. */
    private static final double MOST = 0.75;

    /** Characters of the shortest text: the last bytes of counted identifiers may look like one or two. */
    private static final int SOME = 3;

    private static final String MARK = "\\x";

    private BinaryValues() {}

    /**
     * How many bytes each value has, where these can only be identifiers or hashes; empty where they may be anything.
     *
     * @param values as samples show binary values: {@code \x} and hexadecimal digits
     */
    static OptionalInt identifiers(List<String> values) {
        boolean enough = values.stream().distinct().count() >= ENOUGH;
        if (!enough || !values.stream().allMatch(value -> value.startsWith(MARK) && value.length() % 2 == 0)) {
            return OptionalInt.empty();
        }
        int length = values.getFirst().length();
        int bytes = (length - MARK.length()) / 2;
        boolean fits = bytes >= SHORTEST && bytes <= LONGEST;
        return fits
                        && values.stream().allMatch(value -> value.length() == length)
                        && values.stream().filter(BinaryValues::isText).count() <= FEW * values.size()
                ? OptionalInt.of(bytes)
                : OptionalInt.empty();
    }

    /** Whether the bytes are a text, in whatever encoding: a number or a name that somebody put there as bytes. */
    private static boolean isText(String value) {
        byte[] bytes = HexFormat.of().parseHex(value, MARK.length(), value.length());
        int characters = 0;
        int zeros = 0;
        int controls = 0;
        for (byte b : bytes) {
            characters += b >= ' ' && b < 0x7f ? 1 : 0;
            zeros += b == 0 ? 1 : 0;
            controls += b > 0 && b < ' ' ? 1 : 0;
        }
        boolean written = characters >= SOME && characters + zeros >= MOST * bytes.length;
        return written || controls == 0 && zeros == 0 && isUtf8(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
