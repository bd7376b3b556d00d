package dev.datamig.loader.target;

import java.io.Serial;

/** A transaction must not be committed, because another store of the run will not be either or the run has been given up. */
public final class CommitWithheldException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String other;

    /**
     * @param other the store that stands in the way; the order's own one when no other does
     * @param why for a person
     */
    public CommitWithheldException(String other, String why) {
        super(why);
        this.other = other;
    }

    /** The store that stands in the way. */
    public String other() {
        return other;
    }

    /** For a person. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
