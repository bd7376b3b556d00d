package dev.datamig.coordinator.problem;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;

/** Every code that the coordinator itself gives out, in failures of runs and in problem documents. */
public enum Code {
    QUIET(
            "COO-001",
            504,
            "Nothing was heard of a run's work for too long",
            "See whether the services run and reach Kafka, then retry the run"),
    OBJECTIONS(
            "COO-002",
            409,
            "The checks object to the set",
            "See the findings in the run's report; correct the rules or the source and retry the run"),
    AUDIT_FAILED(
            "COO-003",
            409,
            "CERT does not hold what the seal names",
            "See the findings in the run's report; the load has been undone"),
    KEYS_UNSETTLED(
            "COO-004",
            409,
            "The stores do not come to an end in giving keys new values",
            "See the plan: rows of several stores that share a key may need another strategy"),
    WITHHELD(
            "COO-005",
            409,
            "A store did not commit, because another one had failed",
            "See what the other store says in the run's report; the store itself is unchanged"),
    MALFORMED(
            "COO-010", 400, "The request cannot be read", "Send JSON as the API description at /q/swagger-ui shows it"),
    UNKNOWN_FIELD("COO-011", 400, "The request has a field that does not exist", "See the fields at /q/swagger-ui"),
    INVALID("COO-012", 400, "A value in the request is not allowed", "See the API description at /q/swagger-ui"),
    NOT_CONFIRMED(
            "COO-013",
            400,
            "A rollback needs its confirmation",
            "Send {\"confirm\": \"<the run's id>\"}: a rollback takes rows out of CERT"),
    UNKNOWN_RUN("COO-020", 404, "There is no such run", "GET /api/v1/runs lists the runs"),
    UNKNOWN_DISTRICT("COO-021", 404, "There is no such district", "GET /api/v1/districts lists the districts"),
    UNKNOWN_WAVE("COO-022", 404, "There is no such wave", "GET /api/v1/waves lists the waves"),
    NOTHING_YET("COO-023", 404, "There is nothing to show yet", "POST to the same resource first, then ask again"),
    NO_SUCH_PATH("COO-024", 404, "There is nothing at this address", "See the addresses at /q/swagger-ui"),
    NOT_ALLOWED_METHOD("COO-025", 405, "The address does not take this method", "See the methods at /q/swagger-ui"),
    NOT_ACCEPTABLE(
            "COO-026",
            406,
            "The answer does not exist in the form that was asked for",
            "See the media types at /q/swagger-ui"),
    MEDIA_TYPE("COO-027", 415, "The body is not JSON", "Send Content-Type: application/json"),
    DISTRICT_BUSY(
            "COO-030",
            409,
            "The district has a run already",
            "Wait for the active run to end, answer it where it waits for a person (an undo that was refused: reject it), or cancel it; a district has one active run at a time"),
    WRONG_STATE("COO-031", 409, "The run's state does not allow this", "See allowedActions"),
    KEY_REUSED(
            "COO-032",
            422,
            "The Idempotency-Key was used for another request",
            "Use a fresh key for each order, and the same key only to repeat the same order"),
    NOT_REUSABLE(
            "COO-033",
            422,
            "The sealed files of that run cannot be used again",
            "Name an ended run of the district that came as far as its seal, or migrate without skipExtraction and"
                    + " reuseRun"),
    NOT_LOADED(
            "COO-034", 409, "The run has nothing in CERT to audit", "Only a completed run that loaded can be audited"),
    NO_BACKUP(
            "COO-035",
            409,
            "The run has no backup that could be put back",
            "Only a run that was ordered with {\"options\": {\"backup\": true}} and has ended has one"),
    NO_ANSWER(
            "COO-040",
            503,
            "The extractor does not answer",
            "See whether the extractor service runs and reaches Kafka, then ask again"),
    NOT_DECIDED(
            "COO-042",
            400,
            "The checkpoint asks what becomes of columns",
            "Send {\"decisions\": [{\"columns\": [\"store:schema.table(column)\"], \"strategy\": \"keep\"}]}, or"
                    + " {\"others\": \"nullify\"} or {\"others\": \"keep\"} for all that are not named"),
    INTERNAL("COO-050", 500, "The coordinator failed", "See the coordinator's log; the request can be repeated");

    private final String text;
    private final int status;
    private final String meaning;
    private final String hint;

    Code(String text, int status, String meaning, String hint) {
        this.text = text;
        this.status = status;
        this.meaning = meaning;
        this.hint = hint;
    }

    /** {@code COO-} and three digits. */
    public String text() {
        return text;
    }

    /** The HTTP status of a problem document with this code. */
    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }

    /** A failure of a run with this code. */
    public Failure failure(FailureCategory category, String message) {
        return new Failure(category, text, message, hint);
    }
}
