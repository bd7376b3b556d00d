package dev.datamig.sandbox.servers;

/** A server did not start or stop as it should; the message says which, why, and where its log is. */
public final class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
