package dev.datamig.coordinator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random orders, duplicates, losses of answers, crashes, failures and people. The promises (no load without a seal, nothing in
 * CERT when a run failed or was cancelled, deferred batches handed out once, an end) are checked after every step.
 */
class SagaRandomTest {

    private static final int WORLDS = 800;

    @Test
    void keepsItsPromisesWhateverHappens() {
        long seed = new Random().nextLong();
        Map<RunState, Integer> ends = new EnumMap<>(RunState.class);
        Random seeds = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            long own = seeds.nextLong();
            Random shape = new Random(own);
            var options = new RunOptions(
                    shape.nextInt(8) == 0,
                    false,
                    shape.nextInt(8) == 0,
                    LoadStrategy.INSERT,
                    shape.nextInt(3) == 0,
                    null,
                    Map.of(),
                    false,
                    shape.nextInt(3) == 0);
            SagaWorld world = new SagaWorld(own, shape.nextInt(3) * 0.05, options);
            try {
                world.play(shape.nextInt(3) * 0.02, 5000);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", world " + i + " (" + own + "): " + e.getMessage() + "\n"
                                + String.join("\n", world.trace),
                        e);
            }
            assertThat(world.run().state().ended()).isTrue();
            assertThat(world.finishes()).as("seed " + seed).isPositive();
            ends.merge(world.run().state(), 1, Integer::sum);
        }
        System.Logger log = System.getLogger("saga");
        log.log(System.Logger.Level.INFO, "seed " + seed + ": " + ends);
        assertThat(ends).as("seed " + seed).containsKeys(RunState.COMPLETED, RunState.FAILED, RunState.CANCELLED);
    }

    @Test
    void completesWhenNothingFails() {
        for (long seed = 0; seed < 200; seed++) {
            SagaWorld world = new SagaWorld(seed, 0, RunOptions.DEFAULT);
            world.play(0, 5000);
            assertThat(world.run().state()).isIn(RunState.COMPLETED, RunState.FAILED);
            if (world.run().state() == RunState.FAILED) {
                assertThat(world.run().failure()).isNotNull();
            }
            assertThat(world.released).containsEntry(1, 1);
        }
    }
}
