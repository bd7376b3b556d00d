package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import java.util.Locale;

/** What may be asked of a run with nothing but its id and a comment; each is a command of its own. */
enum RunAction {
    REJECT("End a run that waits for approval; CERT stays as it is.", RunState.CANCELLED),
    CANCEL("End a run; what it has loaded is undone.", RunState.CANCELLED),
    PAUSE("Set nothing new of a run going until it is resumed.", RunState.PAUSED),
    RESUME("Let a paused run go on, and show how it goes.", RunState.COMPLETED),
    RETRY("Try a run's failed work again, with the rules file as it is now, and show how it goes.", RunState.COMPLETED);

    private final String description;
    private final RunState wanted;

    RunAction(String description, RunState wanted) {
        this.description = description;
        this.wanted = wanted;
    }

    /** The command's name and the last part of the address. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    /** The state in which the action has done what it is for. */
    RunState wanted() {
        return wanted;
    }
}
