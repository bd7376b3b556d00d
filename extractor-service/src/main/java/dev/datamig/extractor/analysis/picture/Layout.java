package dev.datamig.extractor.analysis.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Places boxes in layers, parents left of their children (Sugiyama, Tagawa, Toda 1981): layers by longest paths, bends where arrows
 * pass a layer, few crossings by barycentres, heights that keep arrows straight.
 */
final class Layout {

    private static final int GAP_Y = 12;
    private static final int GAP_X = 64;
    private static final int SWEEPS = 12;

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final List<Arrow> forward = new ArrayList<>();
    private final Map<Arrow, List<Box>> routes = new LinkedHashMap<>();
    private final List<List<Box>> layers = new ArrayList<>();
    private final Map<Box, List<Box>> left = new HashMap<>();
    private final Map<Box, List<Box>> right = new HashMap<>();

    /** @param arrows those that are drawn; broken ones do not shape the layers */
    Layout(List<Box> all, List<Arrow> arrows) {
        all.forEach(box -> boxes.put(box.id, box));
        Set<List<String>> drawn = new HashSet<>();
        for (Arrow arrow : arrows) {
            boolean shapes = arrow.look() != Arrow.Look.BROKEN && !arrow.from().equals(arrow.to());
            if (shapes && drawn.add(List.of(arrow.from(), arrow.to()))) {
                forward.add(arrow);
            }
        }
        assignLayers();
        arrows.stream().filter(arrow -> !arrow.from().equals(arrow.to())).forEach(this::route);
        order();
        place();
    }

    private Box box(String id) {
        return Objects.requireNonNull(boxes.get(id));
    }

    /** Behind all parents, and then as near to the children as it can be. */
    private void assignLayers() {
        for (int round = 0, moved = 1; moved > 0 && round <= boxes.size(); round++) {
            moved = 0;
            for (Arrow arrow : forward) {
                Box child = box(arrow.from());
                if (child.layer <= box(arrow.to()).layer) {
                    child.layer = box(arrow.to()).layer + 1;
                    moved++;
                }
            }
        }
        Map<String, Integer> nearest = new HashMap<>();
        Set<String> children = new HashSet<>();
        for (Arrow arrow : forward) {
            children.add(arrow.from());
            nearest.merge(arrow.to(), box(arrow.from()).layer - 1, Math::min);
        }
        nearest.forEach((id, layer) -> {
            if (!children.contains(id)) {
                box(id).layer = layer;
            }
        });
    }

    private void route(Arrow arrow) {
        Box child = box(arrow.from());
        Box parent = box(arrow.to());
        List<Box> route = new ArrayList<>(List.of(child));
        if (child.layer > parent.layer + 1) {
            for (int layer = child.layer - 1; layer > parent.layer; layer--) {
                Box bend = Box.bend(arrow.from() + "\n" + arrow.to() + "\n" + routes.size() + "\n" + layer, layer);
                boxes.put(bend.id, bend);
                route.add(bend);
            }
        }
        route.add(parent);
        routes.put(arrow, route);
        if (child.layer > parent.layer) {
            for (int i = 1; i < route.size(); i++) {
                left.computeIfAbsent(route.get(i - 1), box -> new ArrayList<>()).add(route.get(i));
                right.computeIfAbsent(route.get(i), box -> new ArrayList<>()).add(route.get(i - 1));
            }
        }
    }

    private void order() {
        for (Box box : boxes.values()) {
            while (layers.size() <= box.layer) {
                layers.add(new ArrayList<>());
            }
            layers.get(box.layer).add(box);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                int layer = rightwards ? i : layers.size() - 1 - i;
                sort(layers.get(layer), rightwards ? left : right);
            }
        }
    }

    private void sort(List<Box> layer, Map<Box, List<Box>> neighbours) {
        Map<Box, Double> wanted = new HashMap<>();
        for (int i = 0; i < layer.size(); i++) {
            int own = i;
            double centre = neighbours.getOrDefault(layer.get(i), List.of()).stream()
                    .mapToDouble(each -> (layers.get(each.layer).indexOf(each) + 0.5)
                            / layers.get(each.layer).size())
                    .average()
                    .orElse((own + 0.5) / layer.size());
            wanted.put(layer.get(i), centre);
        }
        layer.sort(Comparator.comparingDouble(box -> wanted.getOrDefault(box, 0.0)));
    }

    private void place() {
        double x = 0;
        for (List<Box> layer : layers) {
            double widest = layer.stream().mapToDouble(box -> box.width).max().orElse(0);
            for (Box box : layer) {
                box.x = x;
                box.width = box.isBend() ? widest : box.width;
            }
            x += widest + GAP_X + Math.min(60, 2 * layer.size());
            stack(layer);
        }
        for (int sweep = 0; sweep < 6; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                int layer = rightwards ? i : layers.size() - 1 - i;
                Heights.settle(layers.get(layer), box -> wanted(box, rightwards), GAP_Y);
            }
        }
        double top = boxes.values().stream().mapToDouble(box -> box.y).min().orElse(0);
        boxes.values().forEach(box -> box.y -= top);
    }

    private static void stack(List<Box> layer) {
        double y = 0;
        for (Box box : layer) {
            box.y = y;
            y += box.height + GAP_Y;
        }
    }

    private double wanted(Box box, boolean rightwards) {
        List<Box> neighbours = (rightwards ? left : right).getOrDefault(box, List.of());
        return neighbours.stream().mapToDouble(Box::middle).average().orElse(box.middle());
    }

    List<Box> boxes() {
        return boxes.values().stream().filter(box -> !box.isBend()).toList();
    }

    Map<Arrow, List<Box>> routes() {
        return routes;
    }

    double width() {
        return boxes.values().stream()
                .mapToDouble(box -> box.x + box.width)
                .max()
                .orElse(0);
    }

    double height() {
        return boxes.values().stream()
                .mapToDouble(box -> box.y + box.height)
                .max()
                .orElse(0);
    }
}
