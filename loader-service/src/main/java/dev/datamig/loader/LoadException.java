package dev.datamig.loader;

import dev.datamig.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** A plan, load or undo cannot go on. The message names what and where, never a value of the data. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    private LoadException(Failure failure, @Nullable Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    /** @param detail what exactly and where */
    public static LoadException of(LoaderCode code, String detail) {
        return of(code, detail, null);
    }

    /** @param cause kept for the loader's own log only */
    public static LoadException of(LoaderCode code, String detail, @Nullable Throwable cause) {
        return new LoadException(failure(code, detail), cause);
    }

    /** The same as a value, for plans. */
    public static Failure failure(LoaderCode code, String detail) {
        return new Failure(code.category(), code.code(), code.meaning() + ": " + detail, code.hint());
    }

    /** For failures that were classified elsewhere. */
    public static LoadException of(Failure failure) {
        return new LoadException(failure, null);
    }

    /** This failure, which also tells by what another way of doing the same has failed. */
    public LoadException besides(String way, LoadException other) {
        Failure also = other.failure();
        return new LoadException(
                new Failure(
                        failure.category(),
                        failure.code(),
                        failure.message() + "; " + way + ": " + also.code() + " " + also.message(),
                        failure.hint() + ". " + also.code() + ": " + also.hint()),
                this);
    }

    public Failure failure() {
        return failure;
    }
}
