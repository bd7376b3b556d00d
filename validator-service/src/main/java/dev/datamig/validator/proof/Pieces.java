package dev.datamig.validator.proof;

import java.util.function.Consumer;

/**
 * Cuts long texts, so that memory stays the same however long a text is. Pieces overlap by more than anything that is looked for is long, and end
 * where words end; a text of up to {@value #WHOLE} characters is one piece.
 */
final class Pieces {

    static final int WHOLE = 32 * 1024;

    private static final int OVERLAP = 1024;
    /** How far an edge is moved so that it cuts no word. */
    private static final int FARTHEST = 256;

    private Pieces() {}

    static void each(String text, Consumer<String> taker) {
        int from = 0;
        while (text.length() - from > WHOLE) {
            int to = edge(text, from + WHOLE);
            taker.accept(text.substring(from, to));
            from = edge(text, to - OVERLAP);
        }
        taker.accept(from == 0 ? text : text.substring(from));
    }

    /** The place near {@code at} before which there is a blank; {@code at} where there is none. */
    private static int edge(String text, int at) {
        for (int i = at; i > at - FARTHEST; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
