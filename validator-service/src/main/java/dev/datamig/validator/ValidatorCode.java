package dev.datamig.validator;

import dev.datamig.contracts.FailureCategory;

/** Why the validator could not do its work. What it finds in the data is no failure but a finding, see {@code Check}. */
public enum ValidatorCode {
    /** A file, side file or key of the run is missing or damaged. */
    STAGING("VAL-001", FailureCategory.RETRIABLE, "Start a new attempt; the files of this one are not complete."),
    /** The run's schema or extraction manifest is missing. */
    NO_SCHEMA("VAL-002", FailureCategory.RETRIABLE, "Start a new attempt of the extraction."),
    /** The pinned validation rules have mistakes. */
    RULES("VAL-003", FailureCategory.BLOCKING, "Correct the rules file and start the run anew."),
    /** A target cannot be reached or refuses. */
    TARGET("VAL-004", FailureCategory.TRANSIENT, "Check that the target is up and that its credentials are right."),
    /** There is no sealed manifest to hold the target against, or its seal is not this installation's. */
    NO_SEAL("VAL-005", FailureCategory.BLOCKING, "Validate the run before auditing its target."),
    /** The run's key is gone, so leaks cannot be looked for before sealing. */
    NO_KEY("VAL-006", FailureCategory.RETRIABLE, "Start a new attempt; its extraction makes a new key."),
    /** The set checks' database failed. */
    ENGINE("VAL-007", FailureCategory.TRANSIENT, "Check disk space under the scratch folder and the memory limit."),
    /** The sealed set of an earlier run cannot be used again: it is gone, was changed, or belongs to another district. */
    NOT_REUSABLE("VAL-008", FailureCategory.FATAL, "Migrate the district without skipExtraction and reuseRun."),
    /** A pooler lends the target's sessions out by the transaction. */
    POOLED(
            "VAL-009",
            FailureCategory.FATAL,
            "Settings of a session would be left to others. Give the database's own address in the landscape, or one of a pooler"
                    + " that keeps a session for each client (PgBouncer: pool_mode = session)."),
    /** Something that should not happen. */
    UNEXPECTED("VAL-099", FailureCategory.TRANSIENT, "Look into the validator's log at this time.");

    private final String code;
    private final FailureCategory category;
    private final String hint;

    ValidatorCode(String code, FailureCategory category, String hint) {
        this.code = code;
        this.category = category;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public FailureCategory category() {
        return category;
    }

    public String hint() {
        return hint;
    }
}
