package dev.datamig.anonymizer.transform;

/** What the fingerprint of an original lets the validator conclude. */
public enum Proof {
    /** The whole value identifies by itself: it must appear nowhere. */
    VALUE,
    /** A word of a person's name. */
    NAME,
    /** Its own cell must differ; elsewhere the same value may stand by right. */
    CELL,
    /** Nothing to prove. */
    NONE
}
