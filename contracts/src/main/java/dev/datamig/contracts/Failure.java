package dev.datamig.contracts;

/**
 * Why something did not work, for a person.
 *
 * @param category what it asks for
 * @param code stable, documented code such as {@code LOD-004}
 * @param message what and where; never a value of the data
 * @param hint what to do about it
 */
public record Failure(FailureCategory category, String code, String message, String hint) {}
