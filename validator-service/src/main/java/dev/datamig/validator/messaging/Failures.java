package dev.datamig.validator.messaging;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.staging.StagingException;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;

/** What is told of an exception: never its own text unless it is one that is known to hold no value. */
final class Failures {

    private Failures() {}

    static Failure of(RuntimeException e) {
        return switch (e) {
            case ValidatorException known -> known.failure();
            case StagingException known -> known.failure();
            case Secrets.MissingSecretException known ->
                new ValidatorException(ValidatorCode.TARGET, String.valueOf(known.getMessage())).failure();
            default ->
                new ValidatorException(
                                ValidatorCode.UNEXPECTED,
                                "unexpected " + e.getClass().getSimpleName() + " at " + place(e))
                        .failure();
        };
    }

    private static String place(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].getClassName() + ":" + trace[0].getLineNumber();
    }
}
