package dev.datamig.coordinator.saga;

import java.util.List;

/**
 * A place where a run waits for a person.
 *
 * @param message what is asked and why
 * @param choices the actions that answer it
 */
public record Checkpoint(Type type, String message, List<Action> choices) {

    /** What kind of answer is expected. */
    public enum Type {
        APPROVAL,
        CONFIRMATION,
        DECISION,
        INTERVENTION
    }
}
