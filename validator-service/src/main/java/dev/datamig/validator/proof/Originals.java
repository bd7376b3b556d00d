package dev.datamig.validator.proof;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * All originals of a run as fingerprints: identifying values and words of names, with what the masked data tells about them
 * (which words are plain words, which originals' replacements are known). Not for several threads.
 */
public final class Originals {

    /** A name borne by at most so many rows of the run is rare: meeting it by accident is unlikely. */
    private static final int RARE = 3;

    private final LongSet values;
    private final LongSet names;
    private final LongSet persons;
    private final byte[] bearers;
    private final BitSet plainOnce = new BitSet();
    private final BitSet plain = new BitSet();
    private final BitSet known = new BitSet();

    private Originals(LongSet values, LongSet names, LongSet persons, byte[] bearers) {
        this.values = values;
        this.persons = persons;
        this.names = names;
        this.bearers = bearers;
    }

    /**
     * @param names each word of a name with the number of rows that bear it, in the column where most do
     * @param persons what {@link #person} makes of two words of one person's name
     */
    public static Originals of(LongSet values, Map<Long, Integer> names, LongSet persons) {
        var words = new LongSet.Builder();
        names.keySet().forEach(words::add);
        LongSet set = words.build();
        byte[] bearers = new byte[set.size()];
        names.forEach((word, rows) -> bearers[set.indexOf(word)] = (byte) Math.min(rows, RARE + 1));
        return new Originals(values, set, persons, bearers);
    }

    public int values() {
        return values.size();
    }

    public int names() {
        return names.size();
    }

    public boolean isValue(long print) {
        return values.contains(print);
    }

    public boolean isName(long print) {
        return names.contains(print);
    }

    /** The fingerprint of two words of a name together, the same in either order. */
    public static long person(long one, long other) {
        return Long.rotateLeft((one + other) * 0x9e3779b97f4a7c15L, 29) ^ one ^ other;
    }

    /** Whether two words are names of one person, who stands in two columns. */
    public boolean isPerson(long one, long other) {
        return persons.contains(person(one, other));
    }

    /** Whether one of these words is a rare name. */
    public boolean anyRare(long[] words) {
        return Arrays.stream(words).anyMatch(word -> {
            int at = names.indexOf(word);
            return at >= 0 && bearers[at] <= RARE && !plain.get(at);
        });
    }

    /** Notes that the word was written in lower case; twice makes it a plain word. */
    void plainWord(long name) {
        int at = names.indexOf(name);
        if (at >= 0) {
            if (plainOnce.get(at)) {
                plain.set(at);
            }
            plainOnce.set(at);
        }
    }

    public boolean allPlain(long[] words) {
        return Arrays.stream(words).allMatch(word -> {
            int at = names.indexOf(word);
            return at >= 0 && plain.get(at);
        });
    }

    /** Notes that a cell showed what replaces this value. */
    void replacementKnown(long value) {
        int at = values.indexOf(value);
        if (at >= 0) {
            known.set(at);
        }
    }

    boolean isReplacementKnown(long value) {
        int at = values.indexOf(value);
        return at >= 0 && known.get(at);
    }
}
