package dev.datamig.validator.proof;

/** What the scan of the set saw in one column. Not for several threads. */
final class ColumnTrace {

    /** From so many cells on a share means something. */
    private static final long ENOUGH = 20;

    long cells;
    boolean json;
    long replaced;
    long leaks;
    long suspects;
    /** Whole cells that were not replaced and equal an original that is common enough to be met by accident. */
    long copies;

    long chances;
    /** Replaced cells with another person's phone or id, which accident hardly explains. */
    long numberChances;

    long names;
    /** Cells where nothing was replaced that hold an address or a number of somebody whom the masking never met. */
    long strangers;

    /** Whether so much of an unreplaced column equals originals that it is a copy of a personal one. */
    boolean isCopy() {
        long open = cells - replaced;
        return copies >= ENOUGH && copies * 2 > open;
    }

    /** Whether replaced cells hold numbers of other people more often than accident explains. */
    boolean isShuffled() {
        return numberChances > 3 + replaced / 100;
    }

    /** Whether nearly every replaced cell holds somebody else's original. */
    boolean looksShuffled() {
        return replaced >= ENOUGH && chances * 10 > replaced * 9;
    }
}
