package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    @AutoClose
    private final Workers workers = new Workers(2);

    @Test
    void aPieceOfAPieceIsWorkedOnAlthoughAllThreadsAreBusy() {
        List<Integer> numbers = IntStream.range(0, 50).boxed().toList();
        AtomicInteger done = new AtomicInteger();

        List<List<Integer>> results = workers.all(
                numbers,
                outer -> workers.together(numbers, inner -> {
                    done.incrementAndGet();
                    return outer * 100 + inner;
                }));

        assertThat(done).hasValue(50 * 50);
        assertThat(results.get(7)).isEqualTo(IntStream.range(700, 750).boxed().toList());
    }

    @Test
    void whoHasNothingElseToDoLendsAHand() {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<String> names = ConcurrentHashMap.newKeySet();

        workers.all(
                List.of(1),
                outer -> workers.together(List.of(1, 2), inner -> {
                    names.add(Thread.currentThread().getName());
                    return awaited(both);
                }));

        assertThat(names).hasSize(2);
    }

    @Test
    void whatOnePieceFailsByIsThrown() {
        assertThatThrownBy(() -> workers.together(List.of(1, 2, 3), number -> {
                    if (number == 2) {
                        throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "the second");
                    }
                    return number;
                }))
                .isInstanceOf(ExtractionException.class)
                .hasMessageContaining("the second");
    }

    private static int awaited(CyclicBarrier barrier) {
        try {
            return barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
