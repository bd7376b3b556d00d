package dev.datamig.extractor;

import dev.datamig.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** An extraction, analysis or listing cannot go on. The message names stores, tables and columns, never a value of the data. */
public final class ExtractionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExtractorCode code;

    public ExtractionException(ExtractorCode code, String message) {
        this(code, message, null);
    }

    /** @param cause kept for stack traces of programming mistakes; never the driver's exception, which may quote values */
    public ExtractionException(ExtractorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExtractorCode code() {
        return code;
    }

    public Failure failure() {
        return new Failure(code.category(), code.code(), String.valueOf(getMessage()), code.hint());
    }
}
