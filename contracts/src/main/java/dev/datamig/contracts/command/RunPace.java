package dev.datamig.contracts.command;

/**
 * How fast runs have been, as a straight line through their sizes and times.
 *
 * @param runs how many it was learned from
 * @param fixedSeconds what a run takes however small it is
 * @param rowsPerSecond what it then moves
 */
public record RunPace(int runs, double fixedSeconds, double rowsPerSecond) {

    /** How long a run of so many rows may take, in seconds. */
    public double secondsFor(long rows) {
        return fixedSeconds + rows / rowsPerSecond;
    }
}
