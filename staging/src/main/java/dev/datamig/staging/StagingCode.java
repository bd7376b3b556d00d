package dev.datamig.staging;

import dev.datamig.contracts.FailureCategory;
import org.jspecify.annotations.Nullable;

/** Every way in which the staging area can fail, with the code under which it is documented. */
public enum StagingCode {
    UNUSABLE_LOCATION(
            "STG-001",
            FailureCategory.FATAL,
            "The location cannot be used as a staging area",
            "Give an absolute folder that this service may write, a file: URL, or s3://bucket/prefix"),
    UNSAFE_PATH(
            "STG-002",
            FailureCategory.FATAL,
            "A path would leave the staging area or means nothing in it",
            "Use relative paths with / and without . or .. segments"),
    MISSING_FILE(
            "STG-003",
            FailureCategory.RETRIABLE,
            "A file that should be there is not",
            "Check that all services use the same staging area and that nothing cleans it while a run is under way; a new"
                    + " attempt writes the file again"),
    DAMAGED_FILE(
            "STG-004",
            FailureCategory.FATAL,
            "A file's contents are damaged",
            "Find out who else writes to the staging area or whether its disk is faulty, then start a new run"),
    WRONG_KEY(
            "STG-005",
            FailureCategory.FATAL,
            "A file cannot be decrypted: it is under another key, or its bytes were changed",
            "Give every service the same DATAMIG_STAGING_KEY, then start a new run"),
    KEY_NEEDED(
            "STG-006",
            FailureCategory.FATAL,
            "An encrypted file was opened without a key",
            "The run's key may have been destroyed because the run has ended; start a new run"),
    IO_FAILED(
            "STG-007",
            FailureCategory.TRANSIENT,
            "Reading or writing failed",
            "Check the staging area's disk space, permissions and connection"),
    UNFIT_ROW(
            "STG-008",
            FailureCategory.FATAL,
            "A row does not fit the columns of its file",
            "This is a mistake in the program; report it with the table's name and the column's type"),
    NOT_A_BATCH(
            "STG-009",
            FailureCategory.FATAL,
            "A Parquet file was not written by this system",
            "Look up who wrote it; batches carry their columns in the footer"),
    TOO_LARGE(
            "STG-010",
            FailureCategory.FATAL,
            "A file asks for more memory than there is: it is damaged, or a cell in it is very large",
            "Compare the file's checksum with its manifest's; if they are equal, give the service a larger heap");

    private final String code;
    private final FailureCategory category;
    private final String meaning;
    private final String hint;

    StagingCode(String code, FailureCategory category, String meaning, String hint) {
        this.code = code;
        this.category = category;
        this.meaning = meaning;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public FailureCategory category() {
        return category;
    }

    /** For the documentation: what has happened. */
    public String meaning() {
        return meaning;
    }

    public String hint() {
        return hint;
    }

    /**
     * The exception for one file.
     *
     * @param file the path in the staging area, or the location
     * @param detail what exactly, without contents of the file; completes "…: "
     */
    public StagingException at(String file, String detail, @Nullable Throwable cause) {
        return new StagingException(category, code, file + ": " + detail, hint, cause);
    }
}
