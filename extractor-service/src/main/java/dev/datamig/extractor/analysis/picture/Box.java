package dev.datamig.extractor.analysis.picture;

import java.util.List;

/**
 * A box of a picture, with its place when it has one. Also the points at which long arrows bend: boxes without text.
 *
 * @param id unique within its panel
 * @param lines what stands in it; the first is its name
 * @param title what is shown when one points at it
 */
final class Box {

    static final int LINE = 14;
    private static final double LETTER = 6.5;
    private static final double BOLD_LETTER = 8.1;
    private static final int LONGEST = 38;

    final String id;
    final List<String> lines;
    final String title;
    final boolean cyclic;
    int layer;
    double x;
    double y;
    double width;
    double height;

    Box(String id, List<String> lines, String title, boolean cyclic) {
        this.id = id;
        this.lines = lines.stream().map(Box::cut).toList();
        this.title = title;
        this.cyclic = cyclic;
        double name = this.lines.isEmpty() ? 0 : BOLD_LETTER * this.lines.get(0).length();
        this.width = 18
                + Math.max(
                        name,
                        LETTER
                                * this.lines.stream()
                                        .mapToInt(String::length)
                                        .max()
                                        .orElse(0));
        this.height = 10 + LINE * this.lines.size();
    }

    /** A point at which an arrow bends. */
    static Box bend(String id, int layer) {
        Box bend = new Box(id, List.of(), "", false);
        bend.layer = layer;
        bend.width = 0;
        bend.height = 4;
        return bend;
    }

    private static String cut(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    boolean isBend() {
        return lines.isEmpty();
    }

    double middle() {
        return y + height / 2;
    }
}
