package dev.datamig.loader.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets an instance load only so many stores at a time, the largest of those that wait first. Where the databases share a few cores, the
 * largest store would otherwise share them with all the others, and be alone with them at the end.
 *
 * <p>For several threads.
 */
public final class LoadLanes {

    /** Orders for the stores of a run come one after the other; those that come within this time, if not all are there before, go by their size. */
    private static final Duration TOGETHER = Duration.ofMillis(200);

    /** How long a store may wait for its turn in its target before the others go on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Rows below which a store is more waiting than work, and does not wait for others. */
    public static final long SMALL = 50_000;

    private final int width;
    private final long small;
    private final Duration together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<RunId, Pace> paces = new HashMap<>();

    /**
     * @param width stores at a time; 0 for as many as are ordered
     * @param small stores of fewer rows are not counted
     */
    public LoadLanes(int width, long small) {
        this(width, small, TOGETHER);
    }

    LoadLanes(int width, long small, Duration together) {
        if (width < 0) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "datamig.loader.stores-at-once is negative");
        }
        this.width = width;
        this.small = small;
        this.together = together;
    }

    /**
     * The order for a store has come; how large it is has still to be found out, and until then nobody goes before it. To be closed
     * when it is done with.
     *
     * @param counts whether it waits and has others wait
     * @param stores of its run, of which this instance may get some or all
     */
    Lane arrive(RunId run, String store, boolean counts, int stores) {
        if (width == 0) {
            return new Lane(run, store, false, new Pace(Duration.ZERO), stores);
        }
        lock.lock();
        try {
            Pace pace = paces.computeIfAbsent(run, r -> new Pace(Pace.PATIENCE));
            var lane = new Lane(run, store, counts, pace, stores);
            if (counts) {
                lanes.add(lane);
            }
            changed.signalAll();
            return lane;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A store that is to be loaded. Two of the same size are two. Whoever has a lane must not wait for another run, which may be waiting
     * for a lane: that is done before.
     */
    final class Lane implements AutoCloseable {
        private final RunId run;
        private final String store;
        private final boolean counts;
        private final Pace pace;
        private final Pace.Member member;
        private final int stores;
        private final long end = System.nanoTime() + together.toNanos();
        private long rows = -1;
        private boolean elsewhere;
        private long patience;
        private boolean entered;

        private Lane(RunId run, String store, boolean counts, Pace pace, int stores) {
            this.run = run;
            this.store = store;
            this.counts = counts;
            this.pace = pace;
            this.member = pace.join();
            this.stores = stores;
        }

        /**
         * It waits for something else before it enters, most likely not for long.
         *
         * @param size in rows
         */
        void waitsElsewhere(long size) {
            if (size < small) {
                close();
                return;
            }
            lock.lock();
            try {
                elsewhere = true;
                patience = System.nanoTime() + PATIENCE.toNanos();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Whether nobody should go before it, although it does not wait yet. */
        private boolean isExpected() {
            return !entered && rows < 0 && (!elsewhere || System.nanoTime() - patience < 0);
        }

        /**
         * Waits until the store may be loaded.
         *
         * @param size in rows
         * @throws LoadException {@code LOD-008} when the thread is interrupted while it waits
         */
        void enter(long size) {
            if (!counts) {
                return;
            }
            if (size < small) {
                close();
                return;
            }
            member.sized(size);
            lock.lock();
            try {
                rows = size;
                changed.signalAll();
                for (long left = gathering(); left > 0 || !isNext(); left = gathering()) {
                    changed.await(left > 0 ? left : PAUSE.toNanos(), TimeUnit.NANOSECONDS);
                }
                entered = true;
                changed.signalAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw LoadException.of(LoaderCode.BUSY, "store " + store + ": interrupted while waiting", e);
            } finally {
                lock.unlock();
            }
        }

        /** It has come so far; may wait when others of its run have more to do. @param part of its work, 0 to 1 */
        void reached(double part) {
            member.reached(part);
        }

        /** How long others of its run may still come, in nanoseconds; nothing once all are there. */
        private long gathering() {
            return pace.joined() < stores ? end - System.nanoTime() : 0;
        }

        private boolean isNext() {
            return lanes.stream().filter(lane -> lane.entered).count() < width
                    && lanes.stream().noneMatch(Lane::isExpected)
                    && largest() == this;
        }

        @Override
        public void close() {
            member.ready();
            lock.lock();
            try {
                lanes.remove(this);
                if (pace.isOver()) {
                    paces.remove(run, pace);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The one that came first, where several are as large. */
    private Lane largest() {
        List<Lane> waiting =
                lanes.stream().filter(lane -> !lane.entered && lane.rows >= 0).toList();
        return waiting.stream()
                .max(Comparator.<Lane>comparingLong(lane -> lane.rows).thenComparing(lane -> -waiting.indexOf(lane)))
                .orElseThrow();
    }

    /** How many wait and are as large as they say. */
    long waiting() {
        lock.lock();
        try {
            return lanes.stream()
                    .filter(lane -> !lane.entered && lane.rows >= 0)
                    .count();
        } finally {
            lock.unlock();
        }
    }
}
