package dev.datamig.extractor.analysis.picture;

/**
 * An arrow between boxes of a panel.
 *
 * @param from the child's box
 * @param to the parent's box
 * @param look how it is drawn
 * @param label written beside it; empty for none
 * @param title what is shown when one points at it
 */
record Arrow(String from, String to, Look look, String label, String title) {

    /** How an arrow is drawn. */
    enum Look {
        DECLARED("#8795a5", ""),
        UNDECLARED("#8795a5", "5 4"),
        BROKEN("#c4314b", "");

        private final String colour;
        private final String dashes;

        Look(String colour, String dashes) {
            this.colour = colour;
            this.dashes = dashes;
        }

        String attributes() {
            return "stroke=\"" + colour + "\""
                    + (dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"")
                    + (this == BROKEN ? " stroke-width=\"1.8\"" : " stroke-width=\"1.1\"");
        }

        String marker() {
            return this == BROKEN ? "broken" : "plain";
        }
    }
}
