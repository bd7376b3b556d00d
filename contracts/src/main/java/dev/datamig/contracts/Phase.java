package dev.datamig.contracts;

/** The phases of a run in their order; the first three stream into each other. */
public enum Phase {
    EXTRACT,
    ANONYMIZE,
    VALIDATE,
    LOAD,
    VERIFY,
    REPORT
}
