package dev.datamig.loader.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.loader.LoadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoresAtOnceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void the_heaviest_go_first_and_no_more_than_allowed_at_once() throws Exception {
        var atOnce = new StoresAtOnce(2);
        List<Long> begun = Collections.synchronizedList(new ArrayList<>());
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        var both = new CountDownLatch(2);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (long weight : List.of(3L, 10L, 5L, 7L, 1L)) {
            all.add(CompletableFuture.runAsync(
                    () -> atOnce.run(weight, () -> {
                        begun.add(weight);
                        most.accumulateAndGet(working.incrementAndGet(), Math::max);
                        both.countDown();
                        await(both);
                        return working.decrementAndGet();
                    }),
                    threads));
        }
        for (CompletableFuture<?> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
        assertThat(most).hasValue(2);
        assertThat(begun.subList(0, 2)).containsExactlyInAnyOrder(10L, 7L);
        assertThat(begun).containsExactlyInAnyOrder(10L, 7L, 5L, 3L, 1L);
    }

    @Test
    void a_load_that_fails_gives_its_place_to_the_next() {
        var atOnce = new StoresAtOnce(1);
        assertThatThrownBy(() -> atOnce.run(1, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(atOnce.<String>run(1, () -> "next")).isEqualTo("next");
    }

    @Test
    void who_is_interrupted_while_waiting_gives_up_and_hinders_nobody() throws Exception {
        var atOnce = new StoresAtOnce(1);
        var at = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(
                () -> atOnce.run(1, () -> {
                    at.countDown();
                    await(end);
                    return 1;
                }),
                threads);
        await(at);
        var refused = new CompletableFuture<Throwable>();
        Thread second = new Thread(() -> {
            try {
                refused.complete(new AssertionError(atOnce.run(9, () -> "loaded")));
            } catch (LoadException e) {
                refused.complete(e);
            }
        });
        second.start();
        second.interrupt();
        assertThat(refused.get(20, TimeUnit.SECONDS))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("LOD-008");
        end.countDown();
        first.get(20, TimeUnit.SECONDS);
        assertThat(atOnce.<String>run(1, () -> "next")).isEqualTo("next");
    }

    @Test
    void without_a_limit_nobody_waits() {
        var atOnce = new StoresAtOnce(0);
        assertThat(atOnce.<String>run(1, () -> atOnce.run(2, () -> "inside another")))
                .isEqualTo("inside another");
    }

    @Test
    void less_than_none_is_refused_by_the_settings_name() {
        assertThatThrownBy(() -> new StoresAtOnce(-1)).hasMessageContaining("datamig.loader.stores-at-once");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
