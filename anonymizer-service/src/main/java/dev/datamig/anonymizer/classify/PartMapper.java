package dev.datamig.anonymizer.classify;

/** Sees the texts inside a value that has parts. */
@FunctionalInterface
public interface PartMapper {

    /**
     * @param where the part's number, or the name of its element or attribute; empty for elements of lists and the value as a whole
     * @return what is to stand there
     */
    String map(String where, String value);
}
