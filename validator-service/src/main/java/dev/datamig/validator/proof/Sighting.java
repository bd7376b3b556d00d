package dev.datamig.validator.proof;

/**
 * A text of the masked data that equals an original of the run.
 *
 * @param print of the text
 * @param words fingerprints of its words, for phrases; else empty
 * @param shape what it looks like
 * @param kind which of the originals' kinds it equals
 * @param reserved whether it lies in a range that nobody has
 * @param plainCase whether all of it is written in lower case, or begins a sentence
 */
public record Sighting(long print, long[] words, Shape shape, Kind kind, boolean reserved, boolean plainCase) {

    private static final long[] NONE = {};

    static Sighting value(long print, String text) {
        return value(print, text, NONE);
    }

    static Sighting value(long print, String text, long[] words) {
        return new Sighting(print, words, Shape.of(text), Kind.VALUE, Shape.reserved(text), false);
    }
}
