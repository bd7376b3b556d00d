package dev.datamig.anonymizer.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a mask leaves as it is, it is not asked about again; what it replaces, it is asked about each time. */
class QuietCellsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Mask mask = (cell, row) -> {
        asked.incrementAndGet();
        String text = new String((byte[]) cell, UTF_8);
        return text.startsWith("x") ? "masked".getBytes(UTF_8) : text.getBytes(UTF_8);
    };

    @Test
    void asksOnceAboutWhatStaysAndAlwaysAboutWhatIsReplaced() {
        var quiet = new QuietCells();
        byte[] staying = "seat 14".getBytes(UTF_8);
        for (int i = 0; i < 3; i++) {
            assertThat(quiet.orMasked(staying.clone(), mask, Fitted.NoRow.INSTANCE))
                    .isEqualTo(staying);
        }
        assertThat(asked).hasValue(1);

        for (int i = 0; i < 3; i++) {
            assertThat(quiet.orMasked("x1".getBytes(UTF_8), mask, Fitted.NoRow.INSTANCE))
                    .isEqualTo("masked".getBytes(UTF_8));
        }
        assertThat(asked).hasValue(4);
    }

    @Test
    void givesWhatTheMaskGivesHoweverManyValuesThereAre() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        var quiet = new QuietCells();
        for (int i = 0; i < 50_000; i++) {
            byte[] cell = (random.nextInt(3) == 0 ? "x" : "y")
                    .concat("-".repeat(random.nextInt(50) == 0 ? 300 : 0) + random.nextInt(5_000))
                    .getBytes(UTF_8);

            assertThat(quiet.orMasked(cell, mask, Fitted.NoRow.INSTANCE))
                    .isEqualTo(mask.mask(cell, Fitted.NoRow.INSTANCE));
        }
    }
}
