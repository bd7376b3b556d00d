package dev.datamig.contracts.batch;

/** Why rows belong to the subset. */
public enum Membership {
    /** They belong to the district. */
    OWNED,
    /** A row of the subset refers to them. */
    REFERENCE
}
