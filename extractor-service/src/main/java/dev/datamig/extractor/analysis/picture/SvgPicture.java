package dev.datamig.extractor.analysis.picture;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.Volume;
import dev.datamig.extractor.analysis.shape.StoreShape;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The analysis as one SVG: the stores and what refers from one to another, a legend, and a panel for each store. */
public final class SvgPicture {

    private static final int MARGIN = 24;
    private static final int LEAST_WIDTH = 900;

    private final SchemaAnalysis analysis;
    private final List<Panel> panels;
    private final Svg svg = new Svg();
    private final double width;
    private double y = MARGIN;

    public SvgPicture(SchemaAnalysis analysis) {
        this.analysis = analysis;
        this.panels = analysis.order().stores().isEmpty()
                ? List.of()
                : stores().stream()
                        .map(store -> new Panel(new PanelPlan(analysis, store), store))
                        .toList();
        double widest = panels.stream().mapToDouble(Panel::width).max().orElse(0);
        this.width = Math.max(LEAST_WIDTH, Math.max(widest, overviewWidth())) + 2 * MARGIN;
    }

    /** Parents first, as they are extracted. */
    private List<StoreShape> stores() {
        List<StoreShape> stores = new ArrayList<>(analysis.stores());
        stores.sort(Comparator.comparingInt(store -> analysis.order().stores().indexOf(store.name())));
        return stores;
    }

    public String svg() {
        title();
        overview();
        legend();
        for (Panel panel : panels) {
            panel.draw(svg, MARGIN, y, width - 2 * MARGIN);
            y += panel.height() + MARGIN;
        }
        return svg.document(width, y + MARGIN);
    }

    private void title() {
        y += 16;
        svg.text(MARGIN, y, "title", "The stores of " + analysis.landscape() + " and their references");
        y += 20;
        svg.text(
                MARGIN,
                y,
                "small",
                "looked at " + analysis.at().truncatedTo(ChronoUnit.SECONDS)
                        + "; ~ before a number: estimated; arrows go from the row that refers to the row that it needs");
        y += 24;
    }

    private double overviewWidth() {
        return analysis.stores().size() * 220.0;
    }

    /** Stores in a row, with arcs above them: as thick as there are references. */
    private void overview() {
        List<StoreShape> stores = stores();
        Map<String, Integer> between = new TreeMap<>();
        for (Reference each : analysis.references()) {
            if (each.crossesStores()) {
                between.merge(each.from().store() + "\n" + each.to().store(), 1, Integer::sum);
            }
        }
        int reach = between.keySet().stream()
                .mapToInt(pair -> Math.abs(place(stores, pair, 0) - place(stores, pair, 1)))
                .max()
                .orElse(0);
        double base = y + 14 + reach * 26;
        between.forEach((pair, count) -> arc(place(stores, pair, 0), place(stores, pair, 1), base, count));
        for (int i = 0; i < stores.size(); i++) {
            storeBox(stores.get(i), MARGIN + i * 220.0, base);
        }
        y = base + 76;
    }

    private static int place(List<StoreShape> stores, String pair, int end) {
        String name = pair.split("\n")[end];
        return stores.stream().map(StoreShape::name).toList().indexOf(name);
    }

    private void arc(int from, int to, double base, int count) {
        double shift = from > to ? -10 : 10;
        double x1 = MARGIN + from * 220 + 95 + shift;
        double x2 = MARGIN + to * 220 + 95 + shift;
        double top = base - 24 * Math.abs(from - to) - (from > to ? 4 : 14);
        svg.path(
                "M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f".formatted(x1, base, x1, top, x2, top, x2, base - 2),
                "stroke=\"#5b7a99\" stroke-width=\"" + Math.min(5, 1 + count / 8.0) + "\"",
                "plain",
                count + " references");
        svg.text((x1 + x2) / 2, base - (base - top) * 0.75 - 3, "count", String.valueOf(count));
    }

    private void storeBox(StoreShape store, double x, double top) {
        long rows = store.tables().stream()
                .mapToLong(table -> Objects.requireNonNullElse(table.rows(), 0L))
                .sum();
        long bytes = store.tables().stream()
                .mapToLong(table -> Objects.requireNonNullElse(table.bytes(), 0L))
                .sum();
        svg.rectangle(x, top, 190, 58, "store", store.server());
        svg.text(x + 10, top + 19, "name", store.name());
        svg.text(
                x + 10,
                top + 35,
                "small",
                store.tables().size() + " tables, " + Volume.rows(rows, analysis.exactCounts()) + " rows");
        svg.text(x + 10, top + 50, "small", store.kind().text() + (bytes == 0 ? "" : ", " + Volume.bytes(bytes)));
    }

    private void legend() {
        double x = MARGIN;
        for (Arrow.Look look : Arrow.Look.values()) {
            String words = switch (look) {
                case DECLARED -> "declared";
                case UNDECLARED -> "from the landscape";
                case BROKEN -> "where a cycle is broken";
            };
            svg.path("M%.1f %.1f L%.1f %.1f".formatted(x, y, x + 36, y), look.attributes(), look.marker(), words);
            svg.text(x + 44, y + 4, "small", words);
            x += 60 + 7 * words.length();
        }
        svg.rectangle(x, y - 9, 26, 16, "cyclic", "part of a cycle");
        svg.text(x + 34, y + 4, "small", "part of a cycle");
        svg.text(x + 150, y + 4, "small", "↻ refers to itself    ⇢ refers to another store    ×2 two references");
        y += 26;
    }
}
