package dev.datamig.loader.target;

import dev.datamig.contracts.landscape.ReferenceRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows or nodes of a store that are not a run's and may refer to what goes with the run in another store. Reads one state of the store;
 * writes nothing.
 */
public interface Strangers extends AutoCloseable {

    /**
     * The values, as text, to which rows refer that may not be the run's; one list per value, in the order of the reference's columns.
     *
     * @return empty when there are more than {@code most}, or it is not known: then all that goes has to be named
     */
    default Optional<Set<List<String>>> referred(ReferenceRule reference, int most) {
        return Optional.empty();
    }

    /** Some of the values that go, as text; one list per row, in the order of the end's columns. */
    void leaving(List<List<String>> values);

    /** How many rows or nodes refer to one of the values that were named since the last {@link #forget}. */
    long count(ReferenceRule reference);

    /** The values of another end follow. */
    void forget();

    @Override
    void close();
}
