package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import java.util.List;

/** What an undo in one store has to know of the others, because a reference across stores is known to no database. */
public interface Across {

    /** The referenced values, as text, of the rows or nodes that the run owns in this store; one list per row, in the order of the end's columns. */
    List<List<String>> referenced(RunId run, ReferenceEnd end);

    /** How many rows or nodes of this store that are not the run's refer to one of the values. Reads only. */
    long strangers(RunId run, ReferenceRule reference, List<List<String>> values);
}
