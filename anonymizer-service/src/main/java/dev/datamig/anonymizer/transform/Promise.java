package dev.datamig.anonymizer.transform;

/** What a strategy lets nobody read off its results, and what it keeps. A test holds each strategy to what it promises. */
public enum Promise {
    /** Of two values nobody can tell which was the greater one. */
    HIDES_ORDER("hides order"),
    /** Nobody can tell how long a value was. */
    HIDES_LENGTH("hides length"),
    /** Nobody can tell which values were the same. */
    HIDES_FREQUENCY("hides frequency"),
    /** With another key every value is another one. */
    OTHER_KEY("other key, other values"),
    /** Different values stay different. */
    KEEPS_APART("keeps values apart"),
    /** Digits stay digits, letters stay letters, in their places. */
    KEEPS_FORMAT("keeps the format"),
    /** A value is never farther from its original than the parameters say. */
    STAYS_NEAR("stays near");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    /** As the documentation says it. */
    public String text() {
        return text;
    }
}
