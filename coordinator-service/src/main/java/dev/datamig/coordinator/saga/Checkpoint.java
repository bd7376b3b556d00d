package dev.datamig.coordinator.saga;

import dev.datamig.contracts.outcome.UndecidedColumn;
import java.util.List;

/**
 * A place where a run waits for a person.
 *
 * @param message what is asked and why
 * @param choices the actions that answer it
 * @param columns with a DECISION about columns: what each looks like and what can be done with it; empty otherwise
 */
public record Checkpoint(Type type, String message, List<Action> choices, List<UndecidedColumn> columns) {

    public Checkpoint(Type type, String message, List<Action> choices) {
        this(type, message, choices, List.of());
    }

    /** Whether a person is to say what becomes of columns. */
    public boolean asksForColumns() {
        return type == Type.DECISION && choices.contains(Action.APPROVE);
    }

    /** What kind of answer is expected. */
    public enum Type {
        APPROVAL,
        CONFIRMATION,
        DECISION,
        INTERVENTION
    }
}
