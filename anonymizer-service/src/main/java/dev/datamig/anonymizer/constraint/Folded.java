package dev.datamig.anonymizer.constraint;

/** A text that compares without regard to case ({@code citext}). */
record Folded(String text) {

    @Override
    public String toString() {
        return text;
    }
}
