package dev.datamig.extractor.analysis.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Moves the boxes of a layer as near as possible to where they want to be without changing their order (pooling neighbours). */
final class Heights {

    /** Boxes that touch, with the mean of where their first edge wants to be. */
    private record Pool(List<Box> boxes, double sum, double extent) {
        double start() {
            return sum / boxes.size();
        }

        Pool with(Pool next, int gap) {
            List<Box> all = new ArrayList<>(boxes);
            all.addAll(next.boxes);
            double shift = extent + gap;
            return new Pool(all, sum + next.sum - shift * next.boxes.size(), shift + next.extent);
        }
    }

    private Heights() {}

    /** @param wanted where a box's middle wants to be */
    static void settle(List<Box> layer, ToDoubleFunction<Box> wanted, int gap) {
        List<Pool> pools = new ArrayList<>();
        for (Box box : layer) {
            Pool pool = new Pool(List.of(box), wanted.applyAsDouble(box) - box.height / 2, box.height);
            while (!pools.isEmpty() && pools.getLast().start() + pools.getLast().extent() + gap > pool.start()) {
                pool = pools.removeLast().with(pool, gap);
            }
            pools.add(pool);
        }
        for (Pool pool : pools) {
            double y = pool.start();
            for (Box box : pool.boxes()) {
                box.y = y;
                y += box.height + gap;
            }
        }
    }
}
