package dev.datamig.anonymizer;

import dev.datamig.contracts.Failure;

/** What the flow cannot decide. The message names what and where, never a value. */
public final class AnonymizerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public AnonymizerException(AnonymizerCode code, String where) {
        super(code.code() + " " + code.meaning() + ": " + where);
        this.failure = code.failure(where);
    }

    public Failure failure() {
        return failure;
    }
}
