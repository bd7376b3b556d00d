package dev.datamig.validator.rules;

/**
 * A mistake in a rules file.
 *
 * @param line from 1; 0 when it concerns the whole file
 */
public record Mistake(int line, String message, String hint) {
    public String text() {
        return (line > 0 ? "line " + line + ": " : "") + message + ". " + hint;
    }
}
