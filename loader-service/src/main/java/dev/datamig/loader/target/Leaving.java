package dev.datamig.loader.target;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.loader.LoadException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who wants to know, before the rows of a run go, which of their values rows of other stores may refer to. */
public interface Leaving {

    /** Nobody refers to the store from elsewhere, or it does not matter. */
    Leaving UNWATCHED = new Leaving() {
        @Override
        public Set<ReferenceEnd> ends() {
            return Set.of();
        }

        @Override
        public void values(ReferenceEnd end, List<List<String>> some) {
            // nobody wants to know
        }

        @Override
        public void told(ReferenceEnd end) {
            // nobody wants to know
        }

        @Override
        public Optional<LoadException> refusal() {
            return Optional.empty();
        }
    };

    /** What other stores refer to; told one after the other, because the values of a large district are many. */
    Set<ReferenceEnd> ends();

    /**
     * The values of an end to which rows of others refer: no other ones need to be told.
     *
     * @return empty when they are many or not known: then all have to be told
     */
    default Optional<Set<List<String>>> wanted(ReferenceEnd end) {
        return Optional.empty();
    }

    /** Some values, as text, of rows or nodes that the run owns; one list per row, in the order of the end's columns. */
    void values(ReferenceEnd end, List<List<String>> some);

    /** These were all of the end's. */
    void told(ReferenceEnd end);

    /** Why the rows may not go: called when all is told. */
    Optional<LoadException> refusal();
}
