package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import org.jspecify.annotations.Nullable;

/**
 * A keyed hash of 62 bits as a word of twelve characters, whatever the text: short enough to look like a part of an address, and without
 * a trace of the text's length. Two of a million texts have the same word with a chance of 10^-7. Not for several threads.
 */
final class HashMark implements Mark {

    static final int LENGTH = 12;

    private final Prf prf;

    HashMark(MaskingKey key, String purpose) {
        this.prf = key.prf("mark/" + purpose);
    }

    @Override
    public @Nullable String of(String text, int room) {
        return room < LENGTH ? null : prf.token(text, LENGTH);
    }
}
