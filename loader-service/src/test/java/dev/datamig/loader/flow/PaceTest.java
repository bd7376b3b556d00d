package dev.datamig.loader.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Pace pace = new Pace(Duration.ofHours(1));
    private final Pace.Member large = member(pace, 100);
    private final Pace.Member small = member(pace, 20);
    private final Pace.Member smaller = member(pace, 10);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static Pace.Member member(Pace pace, long rows) {
        Pace.Member member = pace.join();
        member.sized(rows);
        return member;
    }

    /** @return which ends when it need not wait any more */
    private Future<?> waits(Pace.Member member, double part) {
        Future<?> waiting = threads.submit(() -> member.reached(part));
        while (pace.waiting() < 1) {
            Thread.onSpinWait();
        }
        return waiting;
    }

    @Test
    void whoIsAheadWaitsUntilTheLargestHasCaughtUp() throws Exception {
        large.reached(0.4);
        small.reached(0.6);

        Future<?> waiting = waits(small, 0.95);
        large.reached(0.45);
        assertThat(waiting).isNotDone();
        large.reached(0.5);
        waiting.get(30, TimeUnit.SECONDS);
        assertThat(pace.waiting()).isZero();
    }

    /** Of two small ones of which one is ready two thirds are done. */
    @Test
    void theSmallOnesCountTogether() throws Exception {
        large.reached(0.5);
        small.ready();

        Future<?> waiting = waits(smaller, 0.1);
        large.reached(0.6);
        waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theLargestWaitsForNobody() {
        small.reached(0);
        large.reached(0.9);
        assertThat(pace.waiting()).isZero();
    }

    /** It is ready, or has failed. */
    @Test
    void nobodyWaitsForOneThatHasLeft() throws Exception {
        Future<?> waiting = waits(small, 1);
        large.ready();
        waiting.get(30, TimeUnit.SECONDS);
        small.reached(1);
    }

    /** It may stand still for a reason of its own. */
    @Test
    void nobodyWaitsForLong() {
        var hasty = new Pace(Duration.ofMillis(1));
        member(hasty, 100);
        Pace.Member ahead = member(hasty, 10);
        ahead.reached(1);
        assertThat(hasty.waiting()).isZero();
    }

    @Test
    void oneThatIsInterruptedGoesOn() throws Exception {
        var told = new boolean[1];
        Thread waiting = Thread.ofPlatform().start(() -> {
            small.reached(1);
            told[0] = Thread.currentThread().isInterrupted();
        });
        while (pace.waiting() < 1) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        waiting.join();
        assertThat(told[0]).isTrue();
    }
}
