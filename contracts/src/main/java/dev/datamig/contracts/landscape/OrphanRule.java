package dev.datamig.contracts.landscape;

/**
 * Rows that may refer to rows which the source does not have.
 *
 * @param columns the referring columns of a reference within the store
 * @param leaveOut whether such rows are left out, and with them all that refers to them; else they come with NULL in these columns
 */
public record OrphanRule(ReferenceEnd columns, boolean leaveOut) {}
