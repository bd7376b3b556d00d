package dev.datamig.anonymizer.transform;

import java.util.List;

/**
 * A parameter that a strategy takes.
 *
 * @param kind what its value must be
 * @param choices the words allowed, for {@link Kind#CHOICE}
 */
public record Parameter(String name, Kind kind, List<String> choices, String summary) {

    /** Kinds of value. */
    public enum Kind {
        WHOLE,
        NUMBER,
        TEXT,
        CHOICE,
        COLUMN
    }

    static Parameter whole(String name, String summary) {
        return new Parameter(name, Kind.WHOLE, List.of(), summary);
    }

    static Parameter number(String name, String summary) {
        return new Parameter(name, Kind.NUMBER, List.of(), summary);
    }

    static Parameter text(String name, String summary) {
        return new Parameter(name, Kind.TEXT, List.of(), summary);
    }

    static Parameter column(String name, String summary) {
        return new Parameter(name, Kind.COLUMN, List.of(), summary);
    }

    static Parameter choice(String name, List<String> choices, String summary) {
        return new Parameter(name, Kind.CHOICE, choices, summary);
    }
}
