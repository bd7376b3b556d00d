package dev.datamig.anonymizer.constraint;

/** A condition says something that this package knows nothing of. */
final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstood(String what) {
        super(what, null, false, false);
    }
}
