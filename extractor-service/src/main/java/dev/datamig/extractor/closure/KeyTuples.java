package dev.datamig.extractor.closure;

import java.util.List;
import java.util.stream.Stream;

/**
 * Values of a reference's columns on their way from one store to another, one array per row, each value in its text form. They
 * live in memory for the moment only and are never shown.
 */
public record KeyTuples(List<String[]> tuples) {

    public boolean isEmpty() {
        return tuples.isEmpty();
    }

    /** How long all values are together. */
    public long characters() {
        return tuples.stream().flatMap(Stream::of).mapToLong(String::length).sum();
    }

    @Override
    public String toString() {
        return "KeyTuples[" + tuples.size() + "]";
    }
}
