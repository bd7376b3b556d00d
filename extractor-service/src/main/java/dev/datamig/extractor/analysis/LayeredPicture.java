package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.SchemaAnalysis.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables as boxes in columns, parents left of their children, with curves from child to parent. */
final class LayeredPicture {

    private static final int WIDTH = 230;
    private static final int HEIGHT = 26;
    private static final int GAP_X = 110;
    private static final int GAP_Y = 12;

    private record Box(int x, int y) {}

    private final SchemaAnalysis analysis;
    private final Map<TableId, Box> boxes = new HashMap<>();
    private int right;
    private int bottom;

    LayeredPicture(SchemaAnalysis analysis) {
        this.analysis = analysis;
        place(layers());
    }

    private Map<TableId, Integer> layers() {
        Map<TableId, Integer> layers = new HashMap<>();
        for (Step step : analysis.order().steps()) {
            int layer = analysis.references().stream()
                    .filter(each -> step.tables().contains(each.from())
                            && !step.tables().contains(each.to()))
                    .mapToInt(each -> layers.getOrDefault(each.to(), -1) + 1)
                    .max()
                    .orElse(0);
            step.tables().forEach(table -> layers.put(table, layer));
        }
        return layers;
    }

    private void place(Map<TableId, Integer> layers) {
        List<Integer> used = new ArrayList<>();
        layers.keySet().stream().sorted().forEach(table -> {
            int layer = layers.getOrDefault(table, 0);
            while (used.size() <= layer) {
                used.add(0);
            }
            int row = used.get(layer);
            used.set(layer, row + 1);
            Box box = new Box(20 + layer * (WIDTH + GAP_X), 20 + row * (HEIGHT + GAP_Y));
            boxes.put(table, box);
            right = Math.max(right, box.x() + WIDTH + 20);
            bottom = Math.max(bottom, box.y() + HEIGHT + 20);
        });
    }

    String svg() {
        StringBuilder svg =
                new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + right + "\" height=\""
                        + bottom + "\" font-family=\"sans-serif\" font-size=\"11\">\n"
                        + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        analysis.references().forEach(reference -> svg.append(curve(reference)));
        boxes.keySet().stream().sorted().forEach(table -> svg.append(box(table)));
        return svg.append("</svg>\n").toString();
    }

    private String curve(Reference reference) {
        Box from = boxes.get(reference.from());
        Box to = boxes.get(reference.to());
        if (from == null || to == null) {
            return "";
        }
        int y1 = from.y() + HEIGHT / 2;
        int y2 = to.y() + HEIGHT / 2;
        int end = to.x() + WIDTH;
        return "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"#8899aa\"%s><title>%s</title></path>\n"
                .formatted(
                        from.x(),
                        y1,
                        from.x() - GAP_X / 2,
                        y1,
                        end + GAP_X / 2,
                        y2,
                        end,
                        y2,
                        reference.declared() ? "" : " stroke-dasharray=\"4 3\"",
                        escaped(reference.name()));
    }

    private String box(TableId table) {
        Box box = boxes.getOrDefault(table, new Box(0, 0));
        String name = table.text();
        String shown = name.length() > 34 ? name.substring(0, 33) + "…" : name;
        return "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#eef3f8\" stroke=\"#557799\"/><text x=\"%d\" y=\"%d\">%s</text></g>\n"
                .formatted(escaped(name), box.x(), box.y(), WIDTH, HEIGHT, box.x() + 8, box.y() + 17, escaped(shown));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
