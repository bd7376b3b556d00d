package dev.datamig.validator.check;

/** Every check, its code in findings and what it looks at. */
public enum Check {
    FILE(
            "VAL-FILE",
            Stage.BATCH,
            "the batch's file is there, readable, and has the bytes and the SHA-256 of its manifest"),
    ROWS("VAL-ROWS", Stage.BATCH, "the file has as many rows as its manifest says"),
    COLUMNS("VAL-COLUMNS", Stage.BATCH, "the file's columns are those of the run's schema, in order and type"),
    NULL("VAL-NULL", Stage.BATCH, "no NULL where the source forbids it"),
    LENGTH("VAL-LENGTH", Stage.BATCH, "no text is longer than its column admits"),
    ENUM("VAL-ENUM", Stage.BATCH, "enum columns hold labels of the enum only"),
    SYNTAX("VAL-SYNTAX", Stage.BATCH, "values that travel as text have the form of their type"),
    CONSTRAINT(
            "VAL-CHECK",
            Stage.BATCH,
            "the target's check constraints, those of domains too, take the masked values; PostgreSQL itself is asked"),
    UNMASKED("VAL-UNMASKED", Stage.BATCH, "no replaced cell still holds its own original"),
    ROW_LEAK("VAL-ROW-LEAK", Stage.BATCH, "no cell or text of a row holds an identifying original of the same row"),
    PROOF("VAL-PROOF", Stage.BATCH, "the batch's side file of fingerprints is there and fits the batch"),
    BATCHES("VAL-BATCHES", Stage.SET, "every batch of the extraction is there exactly once with the same rows"),
    COUNTS("VAL-COUNTS", Stage.SET, "owned and reference rows per table are what the closure found"),
    KEY("VAL-KEY", Stage.SET, "primary keys and business keys are unique and not NULL"),
    UNIQUE("VAL-UNIQUE", Stage.SET, "unique keys are unique; NULLs are distinct"),
    DISTINCT(
            "VAL-DISTINCT",
            Stage.SET,
            "unique columns that were masked hold as many different values as before, counted in the raw extracts"),
    REFERENCE("VAL-REF", Stage.SET, "every reference resolves within the subset, within and across stores"),
    REFERENCE_LEFT(
            "VAL-REF-LEFT", Stage.SET, "references whose condition or keys only the target's database can compare"),
    RULE("VAL-RULE", Stage.SET, "the rules of validation-rules.yaml"),
    RULE_SQL("VAL-RULE-SQL", Stage.SET, "every rule's expression can be evaluated"),
    RULE_UNUSED("VAL-RULE-UNUSED", Stage.SET, "every rule matches something"),
    K_ANONYMITY(
            "VAL-K", Stage.SET, "each combination of values of a quasi-identifier is shared by at least k masked rows"),
    LEAK("VAL-LEAK", Stage.SET, "no identifying original of the run is left in a cell, a text or a JSON leaf"),
    LEAK_NAME(
            "VAL-LEAK-NAME", Stage.SET, "words of texts that are some person's name and that no replacement explains"),
    LEAK_CHANCE("VAL-LEAK-CHANCE", Stage.SET, "replacements that happen to be another person's original"),
    LEAK_STRANGER(
            "VAL-LEAK-STRANGER",
            Stage.SET,
            "cells where nothing was replaced hold no e-mail address or social security number of anybody"),
    CERT_ROWS("VAL-CERT-ROWS", Stage.TARGET, "every sealed row is in the target"),
    CERT_REFERENCE("VAL-CERT-REF", Stage.TARGET, "every reference of the loaded rows resolves in the targets"),
    CERT_LEAK("VAL-CERT-LEAK", Stage.TARGET, "no identifying original of the run is in the loaded rows"),
    CERT_UNPROVEN(
            "VAL-CERT-UNPROVEN", Stage.TARGET, "whether leaks could be looked for: the run's key must still be there");

    /** When a check is made. */
    public enum Stage {
        BATCH,
        SET,
        TARGET
    }

    private final String code;
    private final Stage stage;
    private final String meaning;

    Check(String code, Stage stage, String meaning) {
        this.code = code;
        this.stage = stage;
        this.meaning = meaning;
    }

    public String code() {
        return code;
    }

    public Stage stage() {
        return stage;
    }

    public String meaning() {
        return meaning;
    }
}
