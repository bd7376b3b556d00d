package dev.datamig.contracts;

/** The states of a run as REST and events show them. */
public enum RunState {
    QUEUED,
    EXTRACTING,
    ANONYMIZING,
    VALIDATING,
    AWAITING_APPROVAL,
    LOADING,
    VERIFYING,
    COMPLETED,
    PAUSED,
    AWAITING_INTERVENTION,
    COMPENSATING,
    /** CERT is as it was before. */
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK,
    /** CERT is as it was before. */
    CANCELLED,
    /** Compensation itself failed; a person has to look. */
    STUCK;

    /** Whether nothing more happens unless somebody asks. */
    public boolean ended() {
        return switch (this) {
            case COMPLETED, FAILED, ROLLED_BACK, CANCELLED, STUCK -> true;
            default -> false;
        };
    }
}
