package dev.datamig.extractor.closure;

import dev.datamig.extractor.rows.RowSet;
import java.util.List;

/** Makes moves in the stores, under the run's snapshots. */
@FunctionalInterface
public interface Traveller {

    /**
     * Where each journey ends, in the order of the journeys: all rows at the other end of the move. May make several at once; what
     * several journeys from children to the same parents find together may be told with any one of them.
     */
    List<RowSet> travel(List<Journey> journeys);
}
