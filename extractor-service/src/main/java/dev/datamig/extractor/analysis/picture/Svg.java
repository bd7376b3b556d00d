package dev.datamig.extractor.analysis.picture;

import java.util.Locale;

/** An SVG document (W3C SVG 1.1) while it is being written. Numbers are written with a point whatever the locale. */
final class Svg {

    private static final String STYLE = """
            text { font-family: 'DejaVu Sans', Verdana, sans-serif; font-size: 11px; fill: #233040; }
            .title { font-size: 17px; font-weight: bold; } .name { font-size: 14px; font-weight: bold; }
            .table-name { font-size: 11.5px; font-weight: bold; } .small { font-size: 10.5px; fill: #526273; }
            .count { font-size: 10px; fill: #3c5a78; text-anchor: middle; }
            .panel { fill: #fbfcfd; stroke: #cfd8e1; } .store { fill: #e8f0f8; stroke: #5b7a99; }
            .table { fill: #ffffff; stroke: #7d93a8; } .cyclic { fill: #fdeef0; stroke: #c4314b; }
            path { fill: none; }
            """;

    private final StringBuilder body = new StringBuilder();

    void rectangle(double x, double y, double width, double height, String style, String title) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"5\" class=\"%s\"><title>%s</title></rect>%n",
                x,
                y,
                width,
                height,
                style,
                escaped(title)));
    }

    void text(double x, double y, String style, String text) {
        body.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>%n", x, y, style, escaped(text)));
    }

    void path(String path, String attributes, String marker, String title) {
        body.append("<path d=\"")
                .append(path)
                .append("\" ")
                .append(attributes)
                .append(" marker-end=\"url(#")
                .append(marker)
                .append(")\"><title>")
                .append(escaped(title))
                .append("</title></path>\n");
    }

    String document(double width, double height) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">%n",
                        width,
                        height,
                        width,
                        height)
                + "<style>" + STYLE + "</style>\n<defs>" + marker("plain", "#6d7d8e") + marker("broken", "#c4314b")
                + "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + body + "</svg>\n";
    }

    private static String marker(String id, String colour) {
        return "<marker id=\"" + id
                + "\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\""
                + " markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" style=\"fill:" + colour
                + "\"/></marker>";
    }

    /** What XML 1.0 does not know as a character is left out: names may hold control characters. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\t') {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
