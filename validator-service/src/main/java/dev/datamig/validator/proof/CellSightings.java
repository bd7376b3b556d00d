package dev.datamig.validator.proof;

import java.util.ArrayList;
import java.util.List;

/** What is found in one cell, and the fingerprints of its words. */
final class CellSightings {

    private final boolean untouched;
    private final List<Sighting> found = new ArrayList<>();
    private final LongSet.Builder words = new LongSet.Builder(8);

    CellSightings() {
        this(true);
    }

    /** @param untouched whether masking has replaced nothing in the cell, so that no word of it is a fake's */
    CellSightings(boolean untouched) {
        this.untouched = untouched;
    }

    boolean untouched() {
        return untouched;
    }

    List<Sighting> found() {
        return found;
    }

    void word(long print) {
        words.add(print);
    }

    /** Ascending and distinct. */
    long[] words() {
        return words.distinct();
    }
}
