package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;

/** Which loads of a run are not wanted any more, because the run has been given up. */
@FunctionalInterface
public interface CalledOff {

    /** None. */
    CalledOff NONE = run -> 0;

    /**
     * @return the greatest number of an order that is called off, with all that are less; 0 for none
     * @throws dev.datamig.staging.StagingException when nobody can say
     */
    int upTo(RunId run);
}
