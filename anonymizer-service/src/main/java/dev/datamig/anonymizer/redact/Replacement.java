package dev.datamig.anonymizer.redact;

/** A text of which parts are replaced one after the other, first to last. */
final class Replacement {

    private static final int SPARE = 16;

    private final String text;
    private final StringBuilder out;
    private int at;

    Replacement(String text) {
        this.text = text;
        this.out = new StringBuilder(0);
    }

    void replace(Span span, String by) {
        if (out.isEmpty()) {
            out.ensureCapacity(text.length() + SPARE);
        }
        out.append(text, at, span.start()).append(by);
        at = span.end();
    }

    /** The text with all that was replaced; the text itself when nothing was. */
    @Override
    public String toString() {
        return at == 0 ? text : out.append(text, at, text.length()).toString();
    }
}
