package dev.datamig.validator.proof;

/** What a recorded original is. */
public enum Kind {
    /** A whole value that identifies a person wherever it stands: e-mail, phone, number, full name, address. */
    VALUE,
    /** One word of a person's name. */
    NAME,
    /** A value that must merely not stay in its own cell. */
    CELL
}
