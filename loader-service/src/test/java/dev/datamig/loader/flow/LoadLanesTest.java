package dev.datamig.loader.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadLanesTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");
    private static final int MANY = 100;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void theLargestOfThoseThatWaitGoesFirst() throws Exception {
        var lanes = new LoadLanes(1, 1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> load(lanes, "first", 1, () -> {
            begun.countDown();
            await(go);
            return order.add("first");
        }));
        begun.await();
        List<Future<?>> rest = new ArrayList<>();
        for (long rows : List.of(20L, 30L, 10L)) {
            rest.add(threads.submit(() -> load(lanes, "store", rows, () -> order.add("of " + rows))));
        }
        while (lanes.waiting() < 3) {
            Thread.onSpinWait();
        }
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
        for (Future<?> one : rest) {
            one.get(30, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly("first", "of 30", "of 20", "of 10");
    }

    @Test
    void asManyGoAtOnceAsThereAreLanes() throws Exception {
        var lanes = new LoadLanes(2, 1);
        var both = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(threads.submit(() -> load(lanes, "store", 5, () -> {
                both.countDown();
                await(go);
                return 1;
            })));
        }
        assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
        var third = new CompletableFuture<Integer>();
        all.add(threads.submit(() -> load(lanes, "store", 50, () -> third.complete(3))));
        while (lanes.waiting() < 1) {
            Thread.onSpinWait();
        }
        assertThat(third).isNotDone();
        go.countDown();
        assertThat(third.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        for (Future<?> one : all) {
            one.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLoadThatFailsLeavesItsLane() {
        var lanes = new LoadLanes(1, 1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> load(lanes, "store", 1, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }
        assertThat(load(lanes, "store", 1, () -> "done")).isEqualTo("done");
    }

    @Test
    void oneThatIsInterruptedWhileItWaitsIsTriedAgainLater() throws Exception {
        var lanes = new LoadLanes(1, 1);
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> load(lanes, "first", 1, () -> {
            begun.countDown();
            await(go);
            return 1;
        }));
        begun.await();
        var failure = new CompletableFuture<Throwable>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                load(lanes, "second", 2, () -> 2);
            } catch (LoadException e) {
                failure.complete(e);
            }
        });
        while (lanes.waiting() < 1) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("LOD-008");
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(lanes.waiting()).isZero();
        assertThat(load(lanes, "third", 1, () -> 3)).isEqualTo(3);
    }

    @Test
    void withoutALimitNobodyWaits() {
        var lanes = new LoadLanes(0, 1);
        assertThat(load(lanes, "outer", 1, () -> load(lanes, "inner", 1, () -> 7)))
                .isEqualTo(7);
    }

    @Test
    void nobodyGoesBeforeOneWhoseSizeIsNotKnownYet() throws Exception {
        var lanes = new LoadLanes(1, 1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Future<?> small;
        try (LoadLanes.Lane large = lanes.arrive(RUN, "large", true, MANY)) {
            small = threads.submit(() -> load(lanes, "small", 1, () -> order.add("small")));
            while (lanes.waiting() < 1) {
                Thread.onSpinWait();
            }
            large.enter(2);
            order.add("large");
        }
        small.get(30, TimeUnit.SECONDS);
        assertThat(order).containsExactly("large", "small");
    }

    /** The graph of the run is one of them, and takes no lane. */
    @Test
    void nobodyIsWaitedForOnceAllStoresOfTheRunAreThere() throws Exception {
        var lanes = new LoadLanes(2, 1, Duration.ofHours(1));
        try (LoadLanes.Lane one = lanes.arrive(RUN, "one", true, 3);
                LoadLanes.Lane two = lanes.arrive(RUN, "two", true, 3)) {
            Future<?> entering = threads.submit(() -> {
                two.enter(1);
                one.enter(2);
            });
            while (lanes.waiting() < 1) {
                Thread.onSpinWait();
            }
            assertThat(entering).isNotDone();
            try (LoadLanes.Lane graph = lanes.arrive(RUN, "graph", false, 3)) {
                graph.enter(5);
                one.waitsElsewhere(2);
                entering.get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Its turn in its target may hang on those who wait for a lane. */
    @Test
    void oneThatWaitsForItsTurnKeepsNobodyFromALane() throws Exception {
        var lanes = new LoadLanes(1, 1);
        try (LoadLanes.Lane large = lanes.arrive(RUN, "large", true, MANY)) {
            large.waitsElsewhere(100);
            Future<?> small = threads.submit(() -> load(lanes, "small", 1, () -> "done"));
            assertThat(small.get(30, TimeUnit.SECONDS)).isEqualTo("done");
            large.enter(100);
        }
        try (LoadLanes.Lane tiny = lanes.arrive(RUN, "tiny", true, MANY)) {
            tiny.waitsElsewhere(0);
            assertThat(load(lanes, "other", 1, () -> "done")).isEqualTo("done");
            tiny.enter(0);
        }
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void whatDoesNotCountPassesBy() {
        var lanes = new LoadLanes(1, 1);
        try (LoadLanes.Lane first = lanes.arrive(RUN, "first", true, MANY);
                LoadLanes.Lane graph = lanes.arrive(RUN, "graph", false, MANY)) {
            first.enter(1);
            graph.enter(100);
            assertThat(load(lanes, "small", 0, () -> "done")).isEqualTo("done");
            assertThat(lanes.waiting()).isZero();
        }
    }

    private static <T> T load(LoadLanes lanes, String store, long rows, Supplier<T> work) {
        try (LoadLanes.Lane lane = lanes.arrive(RUN, store, true, MANY)) {
            lane.enter(rows);
            return work.get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
