package dev.datamig.coordinator.flow;

import org.jspecify.annotations.Nullable;

/** The coordinator is not set up well enough to start. The message is for the operator; a stack trace would hide it. */
public final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStartException(@Nullable String message) {
        super(message, null, false, false);
    }
}
