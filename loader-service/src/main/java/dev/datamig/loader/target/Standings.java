package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;
import java.util.List;

/** Where the stores of a run tell each other how far they are. */
public interface Standings {

    /** Nobody is told, nobody is heard. */
    Standings NONE = new Standings() {
        @Override
        public void put(RunId run, int round, Standing standing) {
            // nobody is told
        }

        @Override
        public List<Standing> of(RunId run, int round) {
            return List.of();
        }

        @Override
        public void clear(RunId run, int round) {
            // nothing is there
        }
    };

    /** Puts it in the place of what the same order said before. */
    void put(RunId run, int round, Standing standing);

    /** What all orders of a round have said last. */
    List<Standing> of(RunId run, int round);

    /** Nobody asks any more. */
    void clear(RunId run, int round);
}
