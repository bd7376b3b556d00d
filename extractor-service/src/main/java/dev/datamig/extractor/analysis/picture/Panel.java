package dev.datamig.extractor.analysis.picture;

import dev.datamig.extractor.analysis.shape.StoreShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One store, drawn. */
final class Panel {

    private static final int PAD = 18;
    private static final int HEAD = 34;
    private static final int NAMES = 150;

    private final PanelPlan plan;
    private final StoreShape store;
    private final Layout layout;
    private final List<String> foot;

    Panel(PanelPlan plan, StoreShape store) {
        this.plan = plan;
        this.store = store;
        this.layout = new Layout(plan.boxes(), plan.arrows());
        this.foot = foot();
    }

    double width() {
        return layout.width() + 2 * PAD + 60;
    }

    double height() {
        return HEAD + layout.height() + 2 * PAD + foot.size() * Box.LINE;
    }

    private List<String> foot() {
        List<String> lines = new ArrayList<>();
        if (plan.hidden() > 0) {
            lines.add("and " + plan.hidden() + " more tables with fewer references: see schema-analysis.json");
        }
        if (!plan.apart().isEmpty()) {
            int count = plan.apart().size();
            StringBuilder line =
                    new StringBuilder((count == 1 ? "1 table" : count + " tables") + " without references: ");
            List<String> names = plan.apart();
            for (int i = 0; i < Math.min(NAMES, names.size()); i++) {
                if (line.length() + names.get(i).length() > 130) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(names.get(i)).append(i + 1 < names.size() ? ", " : "");
            }
            lines.add(line + (names.size() > NAMES ? "and " + (names.size() - NAMES) + " more" : ""));
        }
        return lines;
    }

    void draw(Svg svg, double x, double y, double width) {
        svg.rectangle(x, y, width, height(), "panel", store.name());
        svg.text(x + PAD, y + 22, "name", store.name());
        svg.text(
                x + PAD + 12 + 9 * store.name().length(),
                y + 22,
                "small",
                store.server() + (store.standby() ? ", hot standby" : "") + ", "
                        + store.tables().size() + " tables");
        double left = x + PAD;
        double top = y + HEAD + PAD / 2.0;
        Map<Box, Integer> ports = new HashMap<>();
        layout.routes().forEach((arrow, route) -> arrow(svg, arrow, route, left, top, ports));
        layout.boxes().forEach(box -> box(svg, box, left, top));
        for (int i = 0; i < foot.size(); i++) {
            svg.text(left, top + layout.height() + PAD + 6 + i * Box.LINE, "small", foot.get(i));
        }
    }

    private static void box(Svg svg, Box box, double left, double top) {
        double x = left + box.x;
        double y = top + box.y;
        svg.rectangle(x, y, box.width, box.height, box.cyclic ? "cyclic" : "table", box.title);
        for (int i = 0; i < box.lines.size(); i++) {
            svg.text(x + 8, y + 16 + i * Box.LINE, i == 0 ? "table-name" : "small", box.lines.get(i));
        }
    }

    /** Leaves the child at its left, passes the bends, arrives at the parent's right; a broken one goes the other way round. */
    private static void arrow(Svg svg, Arrow arrow, List<Box> route, double left, double top, Map<Box, Integer> ports) {
        Box child = route.get(0);
        Box parent = route.get(route.size() - 1);
        boolean leftwards = child.layer > parent.layer;
        double x = left + (leftwards ? child.x : child.x + child.width);
        double y = top + port(child, ports);
        StringBuilder path = new StringBuilder("M%.1f %.1f".formatted(x, y));
        double labelX = x;
        double labelY = y;
        for (Box next : route.subList(1, route.size())) {
            double toX = left + (leftwards || child.layer == parent.layer ? next.x + next.width : next.x);
            double toY = top + (next == parent ? port(parent, ports) : next.middle());
            double reach = child.layer == parent.layer ? 60 : Math.max(20, Math.abs(toX - x) / 2);
            double direction = leftwards ? -reach : reach;
            double end = child.layer == parent.layer ? reach : -direction;
            path.append(" C%.1f %.1f %.1f %.1f %.1f %.1f".formatted(x + direction, y, toX + end, toY, toX, toY));
            labelX = (x + toX) / 2;
            labelY = (y + toY) / 2;
            x = toX;
            y = toY;
            if (next.isBend()) {
                x = left + next.x;
                path.append(" L%.1f %.1f".formatted(x, y));
            }
        }
        svg.path(path.toString(), arrow.look().attributes(), arrow.look().marker(), arrow.title());
        if (!arrow.label().isEmpty()) {
            svg.text(labelX, labelY - 3, "count", arrow.label());
        }
    }

    /** Arrows at one box do not all meet in one point. */
    private static double port(Box box, Map<Box, Integer> ports) {
        int number = ports.merge(box, 1, Integer::sum);
        double offset = (number % 2 == 0 ? 1 : -1) * ((number / 2) * 3.0 % Math.max(3, box.height / 2 - 5));
        return box.middle() + offset;
    }
}
