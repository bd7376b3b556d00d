package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;

/** What an undo in one store has to know of the others, because a reference across stores is known to no database. */
public interface Across {

    /** Opens a look at rows or nodes of this store that are not the run's; to be closed. */
    Strangers strangers(RunId run);
}
