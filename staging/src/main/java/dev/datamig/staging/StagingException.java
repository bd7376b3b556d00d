package dev.datamig.staging;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import org.jspecify.annotations.Nullable;

/** The staging area or a file in it cannot be used. Codes {@code STG-…}; the message names the file, never its contents. */
public final class StagingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public StagingException(
            FailureCategory category, String code, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = new Failure(category, code, message, hint);
    }

    public Failure failure() {
        return failure;
    }
}
