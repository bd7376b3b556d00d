package dev.datamig.loader.target;

import dev.datamig.contracts.landscape.ReferenceRule;
import java.util.List;

/**
 * Rows or nodes of a store that are not a run's and may refer to what goes with the run in another store. Reads one state of the store;
 * writes nothing.
 */
public interface Strangers extends AutoCloseable {

    /** Some of the values that go, as text; one list per row, in the order of the end's columns. */
    void leaving(List<List<String>> values);

    /** How many rows or nodes refer to one of the values that were named since the last {@link #forget}. */
    long count(ReferenceRule reference);

    /** The values of another end follow. */
    void forget();

    @Override
    void close();
}
