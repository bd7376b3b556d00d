package dev.datamig.extractor.keys;

/** Distinct values of a key, held as compactly as their kind allows. Never shown. Adding is for one thread at a time. */
public sealed interface KeySet permits LongKeys, ByteKeys {

    int size();

    /** Whether the keys themselves are still held, or only what tells them apart. */
    default boolean isListable() {
        return true;
    }

    default boolean isEmpty() {
        return size() == 0;
    }
}
