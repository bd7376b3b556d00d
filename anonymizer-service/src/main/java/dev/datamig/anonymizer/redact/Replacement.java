package dev.datamig.anonymizer.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text of which parts are replaced one after the other, first to last. */
final class Replacement {

    private static final int SPARE = 16;

    private final String text;
    private final StringBuilder out;
    /** Of texts that say how long their parts are; null for all others. */
    private final @Nullable List<SerializedText.Edit> edits;

    private int at;

    Replacement(String text) {
        this.text = text;
        this.out = new StringBuilder(0);
        this.edits = SerializedText.mayBe(text) ? new ArrayList<>() : null;
    }

    void replace(Span span, String by) {
        if (out.isEmpty()) {
            out.ensureCapacity(text.length() + SPARE);
        }
        out.append(text, at, span.start()).append(by);
        at = span.end();
        if (edits != null) {
            edits.add(new SerializedText.Edit(span.start(), span.end(), by));
        }
    }

    /** The text with all that was replaced; the text itself when nothing was. */
    @Override
    public String toString() {
        if (at == 0) {
            return text;
        }
        String replaced = out.append(text, at, text.length()).toString();
        return edits == null ? replaced : SerializedText.edited(text, edits, replaced);
    }
}
