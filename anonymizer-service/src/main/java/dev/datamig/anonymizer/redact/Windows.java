package dev.datamig.anonymizer.redact;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Searches long texts piece by piece, each with what stands around it, so that time grows with the text and memory does not grow. A text of up to
 * {@value #WHOLE} characters is searched as a whole.
 */
final class Windows {

    /** Characters of the piece for whose finds one look at the text answers. */
    private static final int PIECE = 8 * 1024;
    /** Characters that are seen besides on either side: more than anything that is found is long. */
    private static final int AROUND = 1024;

    static final int WHOLE = PIECE + 2 * AROUND;

    /** How far an edge is moved so that it cuts no word. */
    private static final int FARTHEST = 128;

    private Windows() {}

    /**
     * @param finder what it finds in a text, in order, without overlaps
     * @param found gets them as places of the whole text, in order, without overlaps
     */
    static void search(String text, Function<String, List<Span>> finder, Consumer<Span> found) {
        if (text.length() <= WHOLE) {
            finder.apply(text).forEach(found);
            return;
        }
        int from = 0;
        while (from < text.length()) {
            int to = text.length() - from <= PIECE + AROUND ? text.length() : edge(text, from + PIECE);
            int left = edge(text, Math.max(0, from - AROUND));
            int right = edge(text, Math.min(text.length(), to + AROUND));
            int reached = to;
            for (Span span : finder.apply(text.substring(left, right))) {
                int start = left + span.start();
                if (start >= from && start < to) {
                    reached = Math.max(reached, left + span.end());
                    found.accept(new Span(start, left + span.end(), span.kind()));
                }
            }
            from = reached;
        }
    }

    /** The place near {@code at} before which a word ends: behind a blank, else behind a sign; {@code at} where there is neither. */
    private static int edge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return at;
        }
        int sign = -1;
        for (int i = at; i > at - FARTHEST; i--) {
            char before = text.charAt(i - 1);
            if (Character.isWhitespace(before)) {
                return i;
            }
            sign = sign < 0 && !Character.isLetterOrDigit(before) && !Character.isSurrogate(before) ? i : sign;
        }
        int cut = sign < 0 ? at : sign;
        return Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut;
    }
}
