package dev.datamig.validator.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What is found in one cell, and the fingerprints of its words. */
final class CellSightings {

    private final List<Sighting> found = new ArrayList<>();
    private final LongStream.Builder words = LongStream.builder();

    List<Sighting> found() {
        return found;
    }

    void word(long print) {
        words.add(print);
    }

    long[] words() {
        return words.build().distinct().toArray();
    }
}
