package dev.datamig.validator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void resultsComeInTheThingsOrderWhoeverIsDoneFirst() {
        var last = new CountDownLatch(1);
        List<Integer> squares = SideBySide.all(2, List.of(3, 4), number -> {
            if (number == 4) {
                last.countDown();
            } else {
                await(last);
            }
            return number * number;
        });
        assertThat(squares).containsExactly(9, 16);
    }

    @Test
    void moreThingsThanThreadsAreAllWorkedAt() {
        List<Integer> all = IntStream.range(0, 50).boxed().toList();
        assertThat(SideBySide.all(3, all, number -> number)).isEqualTo(all);
        assertThat(SideBySide.all(3, List.of(), number -> number)).isEmpty();
    }

    @Test
    void whatEndsOnePieceOfWorkEndsTheWhole() {
        assertThatThrownBy(() -> SideBySide.all(2, List.of(1, 2, 3), number -> {
                    throw new ValidatorException(ValidatorCode.TARGET, "store " + number);
                }))
                .isInstanceOf(ValidatorException.class)
                .hasMessage("store 1");
    }

    @Test
    void twoPiecesOfWorkGoOnAtTheSameTimeAndEitherMayFail() {
        var met = new CountDownLatch(2);
        SideBySide.Both<String, Integer> both = SideBySide.both(() -> meet(met, "here"), () -> meet(met, 2));
        assertThat(both).isEqualTo(new SideBySide.Both<>("here", 2));
        assertThatThrownBy(() -> SideBySide.both(() -> "here", () -> {
                    throw new ValidatorException(ValidatorCode.STAGING, "aside");
                }))
                .isInstanceOf(ValidatorException.class)
                .hasMessage("aside");
    }

    private static <T> T meet(CountDownLatch met, T result) {
        met.countDown();
        await(met);
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
