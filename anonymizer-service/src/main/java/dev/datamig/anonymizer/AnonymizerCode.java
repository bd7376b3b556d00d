package dev.datamig.anonymizer;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;

/** Every way in which anonymizing can fail, with the code under which it is documented. */
public enum AnonymizerCode {
    FAULTY_RULES(
            "ANO-001",
            FailureCategory.BLOCKING,
            "The rules file has mistakes",
            "Correct the rules file, then ./datamig retry RUN: it is read again"),
    UNCOVERED_COLUMNS(
            "ANO-002",
            FailureCategory.BLOCKING,
            "Columns look personal and no rule says what to do with them",
            "Add a rule for each column named, `strategy: keep` where it is not personal; or set `unclassified:"
                    + " nullify` or `keep`"),
    UNFIT_RULES(
            "ANO-003",
            FailureCategory.BLOCKING,
            "Rules do not fit the columns that they are for",
            "Change the rules named"),
    CONFLICTING_RULES(
            "ANO-004",
            FailureCategory.BLOCKING,
            "Columns that hold each other's values have rules that disagree",
            "Give the referenced column the rule and leave the others out"),
    UNKNOWN_TABLE(
            "ANO-005",
            FailureCategory.FATAL,
            "A batch is of a table that the run's schema does not know",
            "Start a new run; if it happens again, report it with the table's name"),
    SCHEMA_MISSING(
            "ANO-006",
            FailureCategory.RETRIABLE,
            "The run's schema is not in the staging area",
            "Check that all services use the same staging area; a new attempt writes it again"),
    RUN_KEY_MISSING(
            "ANO-007",
            FailureCategory.FATAL,
            "The run's key is gone, its raw extracts cannot be read any more",
            "Start a new run"),
    OTHER_COLUMNS(
            "ANO-008",
            FailureCategory.RETRIABLE,
            "A batch has other columns than the run's schema says",
            "A new attempt reads the table again; if it happens again, the table was changed while it was read"),
    FAULTY_DECISIONS(
            "ANO-009",
            FailureCategory.BLOCKING,
            "What was decided for columns is no rule",
            "Decide again: for each column a strategy with its parameters, as a rules file has them"),
    UNFIT_VALUES(
            "ANO-010",
            FailureCategory.BLOCKING,
            "No replacement was found that a constraint of the database takes",
            "Give the column named a rule whose values the constraint takes: another strategy or parameters (`host` for"
                    + " e-mail), `constant` with a value that it takes, `nullify`, or `keep` where the column is not"
                    + " personal; then ./datamig retry RUN"),
    UNSPLIT_VALUES(
            "ANO-011",
            FailureCategory.BLOCKING,
            "A value of a composite type has not the fields that the run's schema has for the type, so nothing in it can be told apart",
            "If the type was changed while the run read, start a new run; else give the column a rule that does not look inside: `nullify`,"
                    + " `constant`, or `keep` where it is not personal; then ./datamig retry RUN"),
    UNEXPECTED(
            "ANO-900",
            FailureCategory.RETRIABLE,
            "Anonymizing a batch failed unexpectedly",
            "Look into the anonymizer's log at this time; a retry may succeed");

    private final String code;
    private final FailureCategory category;
    private final String meaning;
    private final String hint;

    AnonymizerCode(String code, FailureCategory category, String meaning, String hint) {
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

    /** For the documentation: what to do. */
    public String hint() {
        return hint;
    }

    /** @param where what it concerns: names of tables, columns, rules; never a value */
    public Failure failure(String where) {
        return new Failure(category, code, meaning + ": " + where, hint);
    }
}
