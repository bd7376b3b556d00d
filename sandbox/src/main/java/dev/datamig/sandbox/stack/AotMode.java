package dev.datamig.sandbox.stack;

/** What a stack's services do with {@linkplain AotCache ahead-of-time caches}. */
public enum AotMode {
    /** Each starts from its cache where there is a fitting one. */
    USE,
    /** None uses one; each notes what it loads and runs, from which a cache can be made when it has ended. */
    RECORD,
    /** None uses one. */
    IGNORE
}
