package dev.datamig.anonymizer.transform;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A way to treat a column. Stateless; one file each. */
public interface Strategy {

    Definition definition();

    /** What can be relied on wherever it is used. */
    Set<Promise> promises();

    /** What stands in the way of using it there, for a person to read; empty when nothing. */
    List<String> problems(Target target, Params params);

    /** The mask for the columns of one batch. */
    Mask mask(Target target, Params params, Tools tools);

    /** What the fingerprints of this column's originals are to prove. */
    default Proof proof(Target target, Params params) {
        return Proof.CELL;
    }

    /** Whether different values stay different. */
    default boolean injective(Target target, Params params) {
        return false;
    }

    /** Whether a mask permutes the values of one shape among themselves. */
    default boolean permutes(Target target, Params params) {
        return false;
    }

    /** Whether a mask looks at nothing but the value, so that equal values of a column always become the same. */
    default boolean byValue(Target target, Params params) {
        return true;
    }

    /** Other columns of the row whose originals a mask looks at. A mask that looks at others is refused. */
    default List<String> looksAt(Target target, Params params) {
        return List.of();
    }

    /** How a text looks that holds several values, each of which is masked by itself; absent where a text is always one value. */
    default Optional<Several> several(Target target, Params params) {
        return Optional.empty();
    }

    default String name() {
        return definition().name();
    }
}
