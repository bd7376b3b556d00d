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
    private final byte[] bearers;
    private final BitSet plainOnce = new BitSet();
    private final BitSet plain = new BitSet();
    private final BitSet known = new BitSet();

    private Originals(LongSet values, LongSet names, byte[] bearers) {
        this.values = values;
        this.names = names;
        this.bearers = bearers;
    }

    /** @param names each word of a name with the number of rows that bear it, in the column where most do */
    public static Originals of(LongSet values, Map<Long, Integer> names) {
        var words = new LongSet.Builder();
        names.keySet().forEach(words::add);
        LongSet set = words.build();
        byte[] bearers = new byte[set.size()];
        names.forEach((word, rows) -> bearers[set.indexOf(word)] = (byte) Math.min(rows, RARE + 1));
        return new Originals(values, set, bearers);
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
