package dev.datamig.validator;

import dev.datamig.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** The validator could not do its work. The message names what and where, never a value of the data. */
public final class ValidatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ValidatorCode code;

    public ValidatorException(ValidatorCode code, String message) {
        this(code, message, null);
    }

    public ValidatorException(ValidatorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Failure failure() {
        return new Failure(code.category(), code.code(), String.valueOf(getMessage()), code.hint());
    }
}
