package dev.datamig.validator.proof;

/** What a sighting is taken for. */
public enum Verdict {
    /** An original of the run that nothing explains. */
    LEAK,
    /** A name's word, or something as common, that nothing explains; may be a place, a brand or a plain word. */
    SUSPECT,
    /** A replacement that the same cell recorded and that happens to be somebody's original. */
    CHANCE,
    /** A plain word. */
    NOTHING
}
