package dev.datamig.loader.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.District;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.LoadCommand.LoadStore;
import dev.datamig.contracts.command.LoadCommand.UndoStore;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.staging.StagedCalls;
import dev.datamig.loader.staging.StagedStandings;
import dev.datamig.loader.target.Standing;
import dev.datamig.loader.target.Standing.State;
import dev.datamig.loader.target.Standings;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitBarrierTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");
    private static final Map<String, Integer> ORDERS = Map.of("a", 4, "b", 5, "c", 6);
    private static final int ROUND = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> committed = Collections.synchronizedList(new ArrayList<>());
    private StagingArea area;
    private CommitBarriers barriers;

    @BeforeEach
    void begin(@TempDir Path folder) {
        area = StagingArea.open(folder.toString());
        barriers = new CommitBarriers(new StagedStandings(area), new StagedCalls(area), Duration.ofMinutes(5));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void allCommitWhenTheLastIsReadyInTheirOrderAndLeaveNothingBehind() throws Exception {
        Future<Outcome> a = undo("a", List.of("b", "c"));
        Future<Outcome> b = undo("b", List.of("c"));
        until("a", State.READY);
        until("b", State.READY);
        assertThat(committed).isEmpty();
        for (Future<Outcome> one : List.of(undo("c", List.of()), b, a)) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
        }
        assertThat(committed).containsExactly("c", "b", "a");
        assertThat(area.list(StagingLayout.commitGroup(RUN, ROUND))).isEmpty();
    }

    @Test
    void whenOneRefusesTheOthersAreRolledBackAndSayWhy() throws Exception {
        Future<Outcome> a = undo("a", List.of("b"));
        Future<Outcome> c = undo("c", List.of());
        until("a", State.READY);
        until("c", State.READY);
        CommitBarrier b = barrier("b", List.of());
        assertThatThrownBy(() -> b.around(() -> {
                    throw LoadException.of(LoaderCode.UNDO_REFUSED, "3 rows");
                }))
                .isInstanceOf(LoadException.class);
        assertThat(a.get(60, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.CommitWithheld(RUN, 4, "a", "b", "it was not taken back"));
        assertThat(c.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.CommitWithheld.class);
        assertThat(committed).isEmpty();
    }

    @Test
    void oneThatIsRolledBackIsNoReasonToWait() throws Exception {
        new StagedStandings(area).put(RUN, ROUND, new Standing("b", 5, State.FAILED, FailureCategory.TRANSIENT));
        new StagedStandings(area).put(RUN, ROUND, new Standing("c", 6, State.DONE, null));
        assertThat(undo("a", List.of()).get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
    }

    /** A store that has waited for a lane is not at work for a moment. */
    @Test
    void oneThatIsAboutToBeginIsWaitedForHoweverLongTheOthersHaveWaited() throws Exception {
        var standings = new StagedStandings(area);
        standings.put(RUN, ROUND, new Standing("b", 5, State.TAKEN, null));
        standings.put(RUN, ROUND, new Standing("c", 6, State.DONE, null));
        Future<Outcome> a = undo("a", List.of());
        until("a", State.READY);
        Thread.sleep(CommitBarriers.GRACE.plusMillis(300));
        standings.put(RUN, ROUND, new Standing("b", 5, State.QUEUED, null));
        Thread.sleep(1000);
        assertThat(committed).isEmpty();
        standings.put(RUN, ROUND, new Standing("b", 5, State.READY, null));
        assertThat(a.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
    }

    @Test
    void aLostTransactionEndsTheWaiting() {
        new StagedStandings(area).put(RUN, ROUND, new Standing("b", 5, State.AT_WORK, null));
        CommitBarrier barrier = barrier("a", List.of());
        assertThatThrownBy(() -> barrier.around(() -> {
                    barrier.pass(() -> {
                        throw LoadException.of(LoaderCode.UNREACHABLE, "gone");
                    });
                    throw new AssertionError("passed");
                }))
                .isInstanceOf(LoadException.class);
        assertThat(state("a")).isEqualTo(State.FAILED);
    }

    @Test
    void withoutTheStagingAreaALoadWouldGoOnAndAnUndoThatComesAfterAnotherIsGivenUp() throws Exception {
        barriers = new CommitBarriers(new Broken(), new StagedCalls(area), Duration.ofMinutes(5));
        assertThat(undo("c", List.of()).get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
        assertThat(undo("a", List.of("b")).get(60, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.CommitWithheld(RUN, 4, "a", "b", "the staging area cannot be reached"));
    }

    @Test
    void whoMayNotWaitDoesNotBeginAndTheOthersGoAlone() throws Exception {
        barriers = new CommitBarriers(new StagedStandings(area), new StagedCalls(area), Duration.ZERO);
        assertThat(undo("a", List.of("b")).get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.CommitWithheld.class);
        assertThat(undo("b", List.of()).get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
        assertThat(committed).containsExactly("b");
    }

    /** However much is left to do. */
    @Test
    void aLoadAtWorkHearsThatAnotherHasFailedForGood() {
        var standings = new StagedStandings(area);
        standings.put(RUN, ROUND, new Standing("b", 5, State.FAILED, FailureCategory.TRANSIENT));
        var group = new CommitGroup(ROUND, Map.of("b", 5, "c", 6), List.of());
        CommitBarrier barrier = load(4, "a", group);
        boolean[] on = {false};
        Outcome outcome = barrier.around(() -> {
            pauseFor(CommitBarrier.SIGN_OF_LIFE);
            barrier.hearNowAndThen();
            on[0] = true;
            standings.put(RUN, ROUND, new Standing("b", 5, State.FAILED, FailureCategory.FATAL));
            pauseFor(CommitBarrier.SIGN_OF_LIFE);
            barrier.hearNowAndThen();
            throw new AssertionError("went on");
        });
        assertThat(on[0]).isTrue();
        assertThat(outcome).isEqualTo(new Outcome.CommitWithheld(RUN, 4, "a", "b", "its load has failed"));
    }

    @Test
    void aLoadThatWaitsForAStoreThatHasFailedIsRolledBackWhenTheRunIsGivenUp() throws Exception {
        new StagedStandings(area).put(RUN, ROUND, new Standing("b", 5, State.FAILED, FailureCategory.TRANSIENT));
        new StagedStandings(area).put(RUN, ROUND, new Standing("c", 6, State.DONE, null));
        CommitBarrier barrier = load(4, "a", new CommitGroup(ROUND, Map.of("b", 5, "c", 6), List.of()));
        Future<Outcome> a = threads.submit(() -> loading(barrier, 4, "a"));
        until("a", State.READY);
        callOff(3);
        Thread.sleep(CommitBarrier.SIGN_OF_LIFE.plusMillis(500));
        assertThat(a.isDone()).isFalse();
        callOff(6);
        assertThat(a.get(60, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.CommitWithheld(RUN, 4, "a", "a", "the run has been given up"));
        assertThat(committed).isEmpty();
    }

    /** Late, doubled, or by a loader that was away. */
    @Test
    void aLoadThatWasCalledOffDoesNotBeginAndANewerOneDoes() {
        callOff(4);
        assertThat(loading(load(4, "a", null), 4, "a")).isInstanceOf(Outcome.CommitWithheld.class);
        assertThat(committed).isEmpty();
        assertThat(loading(load(5, "a", null), 5, "a")).isInstanceOf(Outcome.StoreLoaded.class);
        assertThat(committed).containsExactly("a");
    }

    @Test
    void aLoadThatIsCalledOffAtTheLastMomentIsRolledBack() {
        CommitBarrier barrier = load(4, "a", null);
        Outcome outcome = barrier.around(() -> {
            barrier.atWork();
            callOff(4);
            barrier.pass(() -> {});
            throw new AssertionError("passed");
        });
        assertThat(outcome).isInstanceOf(Outcome.CommitWithheld.class);
    }

    @Test
    void aLoadAtWorkHearsThatItIsCalledOff() {
        CommitBarrier barrier = load(4, "a", null);
        Outcome outcome = barrier.around(() -> {
            callOff(4);
            pauseFor(CommitBarrier.SIGN_OF_LIFE);
            barrier.hearNowAndThen();
            throw new AssertionError("went on");
        });
        assertThat(outcome).isInstanceOf(Outcome.CommitWithheld.class);
    }

    @Test
    void anUndoIsNotCalledOffWithTheLoads() throws Exception {
        callOff(6);
        barriers = new CommitBarriers(Standings.NONE, new StagedCalls(area), Duration.ofMinutes(5));
        assertThat(undo("a", List.of()).get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.StoreUndone.class);
    }

    private void callOff(int order) {
        area.put(
                StagingLayout.loadsCalledOff(RUN),
                "{\"attempt\": %d}".formatted(order).getBytes(UTF_8));
    }

    private CommitBarrier load(int order, String store, @Nullable CommitGroup group) {
        return barriers.of(new LoadStore(
                RUN, order, store, new District("d", "D"), LoadStrategy.INSERT, Map.of(), Map.of(), false, group));
    }

    private Outcome loading(CommitBarrier barrier, int order, String store) {
        return barrier.around(() -> {
            barrier.queued();
            barrier.atWork();
            barrier.pass(() -> {});
            committed.add(store);
            return new Outcome.StoreLoaded(RUN, order, store, List.of());
        });
    }

    private static void pauseFor(Duration time) {
        try {
            Thread.sleep(time.plusMillis(50));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anOrderByItselfWaitsForNobody() {
        CommitBarrier barrier = barriers.of(new UndoStore(RUN, 4, "a", false));
        barrier.around(() -> {
            barrier.pass(() -> {});
            return new Outcome.StoreUndone(RUN, 4, "a", false, List.of());
        });
        assertThat(area.list(StagingLayout.run(RUN))).isEmpty();
    }

    private CommitBarrier barrier(String store, List<String> after) {
        Map<String, Integer> others = new HashMap<>(ORDERS);
        int order = others.remove(store);
        return barriers.of(new UndoStore(RUN, order, store, false, new CommitGroup(ROUND, others, after)));
    }

    private Future<Outcome> undo(String store, List<String> after) {
        CommitBarrier barrier = barrier(store, after);
        return threads.submit(() -> barrier.around(() -> {
            barrier.queued();
            barrier.atWork();
            barrier.pass(() -> {});
            committed.add(store);
            return new Outcome.StoreUndone(RUN, ORDERS.get(store), store, false, List.of());
        }));
    }

    private void until(String store, State state) {
        while (state(store) != state) {
            Thread.onSpinWait();
        }
    }

    private @Nullable State state(String store) {
        return new StagedStandings(area)
                .of(RUN, ROUND).stream()
                        .filter(standing -> standing.store().equals(store))
                        .map(Standing::state)
                        .findFirst()
                        .orElse(null);
    }

    /** A staging area that cannot be reached. */
    private static final class Broken implements Standings {
        @Override
        public void put(RunId run, int round, Standing standing) {
            throw new StagingException(FailureCategory.TRANSIENT, "STG-001", "down", "wait", null);
        }

        @Override
        public List<Standing> of(RunId run, int round) {
            throw new StagingException(FailureCategory.TRANSIENT, "STG-001", "down", "wait", null);
        }

        @Override
        public void clear(RunId run, int round) {
            throw new StagingException(FailureCategory.TRANSIENT, "STG-001", "down", "wait", null);
        }
    }
}
