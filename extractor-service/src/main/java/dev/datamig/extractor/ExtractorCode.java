package dev.datamig.extractor;

import dev.datamig.contracts.FailureCategory;

/** Everything that can go wrong while extracting, with what it asks for. The constants' order is the order of the codes. */
public enum ExtractorCode {
    /** A source cannot be reached, or a connection broke before the snapshot was taken. */
    SOURCE_UNREACHABLE(
            "EXT-001", FailureCategory.TRANSIENT, "Check that the source is up and that this host may reach it."),
    /** A session was lost after the snapshot was taken; the attempt's rows would not fit together any more. */
    SNAPSHOT_LOST("EXT-002", FailureCategory.RETRIABLE, "Nothing to do: the extraction is begun anew."),
    /** A statement took longer than allowed or waited too long for a lock. */
    TIMEOUT(
            "EXT-003",
            FailureCategory.TRANSIENT,
            "Raise datamig.extractor.statement-timeout, or extract at a quieter time."),
    /** No root row exists for the district. */
    UNKNOWN_DISTRICT(
            "EXT-004", FailureCategory.FATAL, "List the districts with GET /districts and use one of their ids."),
    /** The source refused a statement. */
    SOURCE_REFUSED(
            "EXT-005", FailureCategory.FATAL, "Check the landscape's SQL and the account's rights on the source."),
    /** The account may not read something. */
    NOT_ALLOWED(
            "EXT-006",
            FailureCategory.BLOCKING,
            "Grant the account SELECT on it (and BYPASSRLS, where row level security hides rows), or exclude the table in the landscape."),
    /** The landscape names something that the source does not have. */
    LANDSCAPE_MISMATCH("EXT-007", FailureCategory.FATAL, "Correct the landscape file."),
    /** The attempt was begun before and did not end. */
    ATTEMPT_INTERRUPTED("EXT-008", FailureCategory.RETRIABLE, "Nothing to do: the extraction is begun anew."),
    /** The rows that were read are not as many as the closure counted. */
    COUNT_MISMATCH("EXT-009", FailureCategory.RETRIABLE, "Nothing to do: the extraction is begun anew."),
    /** It is not the time of day at which the landscape's sources may be read. */
    OUTSIDE_WINDOW(
            "EXT-010", FailureCategory.TRANSIENT, "Wait for the window, or change datamig.extractor.extract-between."),
    /** The store or table that was asked for does not exist. */
    UNKNOWN_TABLE(
            "EXT-011", FailureCategory.FATAL, "Use a store of the landscape and a table as the analysis lists it."),
    /** The row that was asked for is not there now. */
    UNKNOWN_ROW(
            "EXT-020",
            FailureCategory.FATAL,
            "Check the key; the sources are read as they are now, not as they were when the run read them."),
    /** The key that was asked for cannot be one of this table. */
    MALFORMED_KEY(
            "EXT-021",
            FailureCategory.FATAL,
            "Give a value for each column of the key, in the key's order, as the database prints it."),
    /** The source knows no such account, password or database, or the landscape's place for them is empty. */
    NO_LOGIN(
            "EXT-022",
            FailureCategory.BLOCKING,
            "Check the source's url, username and password in the landscape, and the variables and files that it"
                    + " takes them from; then retry."),
    /** A text of the source is none in the encoding that its database says it has, or has none. */
    NOT_A_TEXT(
            "EXT-023",
            FailureCategory.FATAL,
            "The database has bytes that are no characters (it is encoded in SQL_ASCII, or was filled past the check). Find the"
                    + " rows (convert_to(column, 'UTF8') fails at them) and repair them in PROD,"
                    + " or exclude the table in the landscape."),
    /** A pooler lends the source's sessions out by the transaction. */
    POOLED(
            "EXT-024",
            FailureCategory.FATAL,
            "Settings of a session would be left to others. Give the database's own address in the landscape, or one of a pooler"
                    + " that keeps a session for each client (PgBouncer: pool_mode = session)."),
    /** Something that nobody thought of. */
    UNEXPECTED("EXT-099", FailureCategory.RETRIABLE, "Look into the extractor's log under the run's id.");

    private final String code;
    private final FailureCategory category;
    private final String hint;

    ExtractorCode(String code, FailureCategory category, String hint) {
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
