package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A word of small letters and digits inside a fake that follows from the whole original and keeps fakes of different originals apart. */
@FunctionalInterface
interface Mark {

    /**
     * The word of a text.
     *
     * @param room characters at most
     * @return null when there is too little room
     */
    @Nullable
    String of(String text, int room);

    /** The text of a word, where words can be turned back. */
    default Optional<String> original(String word) {
        return Optional.empty();
    }

    /**
     * @param reversible a word that the key holder can turn back, as long as the text needs it; else a short one
     */
    static Mark of(MaskingKey key, String purpose, boolean reversible) {
        return reversible ? new Cipherword(key, purpose) : new HashMark(key, purpose);
    }
}
