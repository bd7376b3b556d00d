package dev.datamig.coordinator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.StorePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SagaTableTest {

    private static final RunId ID = new RunId("mig-20260101T000000Z-1");
    private static final RetryRule RULE = new RetryRule(3, Duration.ofSeconds(2), Duration.ofMinutes(2));
    private static final StoreReferences TWO_TO_ONE = new StoreReferences(Map.of("two", Set.of("one")), Set.of());
    private static final Moment NOW = at(TWO_TO_ONE);
    private static final Tally TALLY = Tally.EMPTY;
    private static final Stage.Undo UNDO = new Stage.Undo(List.of("two", "one"), Map.of("two", 4), Map.of(), 4, false);
    private static final Stage LOADING = new Stage.Loading(TALLY, 3, Map.of("one", 3), Map.of());
    private static final Stage.Cause CAUSE = new Stage.Cause(Stage.End.FAILED, failure("X"));
    private static final Stage COMPENSATING = new Stage.Compensating(TALLY, UNDO, CAUSE);
    private static final Stage CHECKING = checking(null);

    private static Stage checking(Stage.@Nullable Cause cause) {
        return new Stage.Checking(TALLY, List.of("one", "two"), Map.of("one", 3, "two", 4), List.of(), cause);
    }

    private static Moment at(StoreReferences references) {
        return new Moment(Instant.parse("2026-01-01T00:00:00Z"), 0.5, RULE, references);
    }

    private static Failure failure(String code) {
        return new Failure(FailureCategory.FATAL, code, "m", "h");
    }

    private static Run at(Stage stage) {
        return Run.queued(ID, new District("d", "D"), RunOptions.DEFAULT, List.of("one", "two"))
                .withClosure(List.of("one", "two"), List.of())
                .nextAttempt(stage)
                .ordered(4)
                .withFailure(failure("EARLIER"));
    }

    static Stream<Stage> stages() {
        Checkpoint checkpoint = new Checkpoint(Checkpoint.Type.INTERVENTION, "m", List.of());
        return Stream.of(
                new Stage.Queued(),
                new Stage.Streaming(TALLY),
                new Stage.Sealing(TALLY),
                planning(Map.of("one", 1)),
                new Stage.AwaitingApproval(TALLY, Map.of()),
                LOADING,
                new Stage.Auditing(TALLY),
                new Stage.Completed(TALLY, List.of("one", "two"), true),
                new Stage.Completed(TALLY, List.of(), true),
                new Stage.Paused(LOADING, List.of()),
                new Stage.AwaitingIntervention(LOADING, checkpoint, List.of("one")),
                new Stage.AwaitingIntervention(COMPENSATING, checkpoint, List.of()),
                COMPENSATING,
                new Stage.Failed(true),
                new Stage.Cancelled(true),
                CHECKING,
                checking(CAUSE),
                new Stage.AwaitingIntervention(CHECKING, checkpoint, List.of()),
                new Stage.AwaitingIntervention(checking(CAUSE), checkpoint, List.of()),
                new Stage.RollingBack(TALLY, UNDO),
                new Stage.RolledBack(TALLY, true),
                new Stage.Stuck(new Stage.RollingBack(TALLY, UNDO), true));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatAStageAllowsIsExactlyWhatChangesTheRun(Stage stage) {
        Run run = at(stage);
        for (Action action : Action.values()) {
            Step step = Saga.step(run, Event.Asked.to(action), NOW);
            boolean changed =
                    !step.run().stage().equals(stage) || !step.effects().isEmpty();
            assertThat(changed)
                    .as(stage + " and " + action)
                    .isEqualTo(stage.allows().contains(action));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyStageSurvivesTheDatabase(Stage stage) {
        assertThat(Json.read(Json.write(at(stage)), Run.class)).isEqualTo(at(stage));
    }

    @Test
    void backoffDoublesWithJitterUpToALimit() {
        assertThat(Stream.of(1, 2, 3).map(n -> RULE.delay(n, 0.5).toSeconds())).containsExactly(2L, 4L, 8L);
        assertThat(RULE.delay(1, 0.0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RULE.delay(60, 0.99)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void anAnswerToAnOrderOfAnEarlierRoundDoesNotCount() {
        var late = new Outcome.StoreLoaded(ID, 2, "one", List.of());
        assertThat(Saga.step(at(LOADING), new Event.Answered(late), NOW).run().stage())
                .isEqualTo(LOADING);
        var right = new Outcome.StoreLoaded(ID, 3, "one", List.of());
        assertThat(Saga.step(at(LOADING), new Event.Answered(right), NOW).run().state())
                .isEqualTo(RunState.VERIFYING);
    }

    @Test
    void aFailureWhileUndoingDoesNotHideWhyTheRunFailed() {
        Run run = at(COMPENSATING);
        Failure refused = new Failure(FailureCategory.BLOCKING, "LOD", "m", "h");
        var failed = new Outcome.WorkFailed(ID, 4, Phase.LOAD, "loader", "UndoStore", "two", null, refused, "1");
        run = Saga.step(run, new Event.Answered(failed), NOW).run();
        assertThat(run.state()).isEqualTo(RunState.AWAITING_INTERVENTION);
        run = Saga.step(run, new Event.Asked(Action.ROLLBACK, true), NOW).run();
        for (String store : List.of("two", "one")) {
            var undone = new Outcome.StoreUndone(ID, run.orders(), store, false, List.of());
            run = Saga.step(run, new Event.Answered(undone), NOW).run();
        }
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo(failure("X"));
    }

    @Test
    void anUndoOfAStoreThatIsDownIsTriedUntilItIsBack() {
        Run run = at(COMPENSATING);
        Failure down = new Failure(FailureCategory.TRANSIENT, "DOWN", "m", "h");
        for (int i = 0; i < 50; i++) {
            var failed = new Outcome.WorkFailed(
                    ID, run.orders(), Phase.LOAD, "loader", "UndoStore", "two", null, down, Integer.toString(i));
            Step step = Saga.step(run, new Event.Answered(failed), NOW);
            run = step.run();
            assertThat(run.state()).isEqualTo(RunState.COMPENSATING);
            assertThat(run.failure()).isEqualTo(down);
            assertThat(step.effects())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Effect.Load.class,
                            order -> assertThat(order.notBefore())
                                    .isBetween(NOW.now(), NOW.now().plus(RULE.longest())));
        }
        var undone = new Outcome.StoreUndone(ID, run.orders(), "two", false, List.of());
        run = Saga.step(run, new Event.Answered(undone), NOW).run();
        assertThat(run.failure()).isEqualTo(failure("X"));
    }

    @Test
    void noStoreIsUndoneBeforeAllHaveSaidThatTheyCanBe() {
        Run completed = at(new Stage.Completed(TALLY, List.of("one", "two"), true));
        Step asked = Saga.step(completed, Event.Asked.to(Action.ROLLBACK), NOW);
        assertThat(asked.effects()).hasSize(2).allMatch(e -> e instanceof Effect.Load(LoadCommand.CheckUndo c, var t));
        Step first = Saga.step(asked.run(), checked("one", 5), NOW);
        assertThat(first.effects()).isEmpty();
        Step second = Saga.step(first.run(), checked("two", 6), NOW);
        assertThat(ordered(second)).containsExactly("two", "one");
        assertThat(groups(second))
                .containsExactly(
                        new CommitGroup(7, Map.of("one", 8), List.of()),
                        new CommitGroup(7, Map.of("two", 7), List.of("two")));
    }

    @Test
    void aRefusalOfOneStoreLeavesAllAndNamesWhatEachSays() {
        Run run = at(new Stage.Completed(TALLY, List.of("one", "two"), true));
        run = Saga.step(run, Event.Asked.to(Action.ROLLBACK), NOW).run();
        run = Saga.step(run, checked("one", 5, "3 rows of a"), NOW).run();
        Step refused = Saga.step(run, checked("two", 6, "4 rows of b"), NOW);
        assertThat(refused.effects()).isEmpty();
        assertThat(refused.run().state()).isEqualTo(RunState.AWAITING_INTERVENTION);
        assertThat(refused.run().failure())
                .isEqualTo(new Failure(FailureCategory.BLOCKING, "LOD", "one: 3 rows of a; two: 4 rows of b", "h"));
        Step left = Saga.step(refused.run(), Event.Asked.to(Action.REJECT), NOW);
        assertThat(left.run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(left.run().failure()).isNull();
        assertThat(Saga.step(refused.run(), new Event.Asked(Action.ROLLBACK, true), NOW)
                        .effects())
                .hasSize(2)
                .allMatch(e -> e instanceof Effect.Load(LoadCommand.UndoStore u, var t) && u.force());
    }

    @Test
    void aRefusalOfTheOnlyStoreMayBeRejectedToo() {
        Run completed = at(new Stage.Completed(TALLY, List.of("one"), true));
        Step asked = Saga.step(completed, Event.Asked.to(Action.ROLLBACK), NOW);
        assertThat(asked.effects())
                .singleElement()
                .matches(e -> e instanceof Effect.Load(LoadCommand.CheckUndo c, var t));
        Run refused =
                Saga.step(asked.run(), checked("one", 5, "3 rows of a"), NOW).run();
        assertThat(refused.stage().allows()).contains(Action.REJECT);
        Step left = Saga.step(refused, Event.Asked.to(Action.REJECT), NOW);
        assertThat(left.run().state()).isEqualTo(RunState.COMPLETED);
    }

    private static Event checked(String store, int order, String... problems) {
        List<Failure> all = Stream.of(problems)
                .map(p -> new Failure(FailureCategory.BLOCKING, "LOD", p, "h"))
                .toList();
        return new Event.Answered(new Outcome.UndoChecked(ID, order, store, all));
    }

    @Test
    void aStoreThatIsDownIsCheckedUntilItIsBackUnlessSomebodyCancels() {
        Run run = Saga.step(at(CHECKING), checked("one", 3), NOW).run();
        for (int i = 0; i < 30; i++) {
            run = Saga.step(run, uncheckable(i == 0 ? 4 : run.orders(), FailureCategory.TRANSIENT, i), NOW)
                    .run();
            assertThat(run.state()).isEqualTo(RunState.ROLLING_BACK);
        }
        assertThat(ordered(Saga.step(run, checked("two", run.orders()), NOW))).containsExactly("two", "one");
        Run left = Saga.step(run, Event.Asked.to(Action.CANCEL), NOW).run();
        assertThat(left.state()).isEqualTo(RunState.COMPLETED);
        assertThat(left.failure()).isNull();
    }

    @Test
    void aCheckThatFailsOtherwiseStandsInTheWayAfterTheRetries() {
        Run run = Saga.step(at(CHECKING), checked("one", 3), NOW).run();
        for (int i = 0; i < 4; i++) {
            assertThat(run.state()).isEqualTo(RunState.ROLLING_BACK);
            run = Saga.step(run, uncheckable(i == 0 ? 4 : run.orders(), FailureCategory.RETRIABLE, i), NOW)
                    .run();
        }
        assertThat(run.state()).isEqualTo(RunState.AWAITING_INTERVENTION);
    }

    @Test
    void allStoresAreUndoneAtTheSameTimeAndTheOneTheyReferToCommitsAfterThem() {
        Map<String, Set<String>> to = Map.of("two", Set.of("one"), "three", Set.of("one"));
        Moment now = at(new StoreReferences(to, Set.of()));
        var undo = new Stage.Undo(List.of("three", "two", "one"), Map.of(), Map.of(), 5, false);
        Step begun = Undoing.resume(at(COMPENSATING), new Stage.RollingBack(TALLY, undo), false, now);
        assertThat(ordered(begun)).containsExactly("three", "two", "one");
        assertThat(groups(begun))
                .containsExactly(
                        new CommitGroup(5, Map.of("two", 6, "one", 7), List.of()),
                        new CommitGroup(5, Map.of("three", 5, "one", 7), List.of()),
                        new CommitGroup(5, Map.of("three", 5, "two", 6), List.of("three", "two")));
        Run run = begun.run();
        for (Event undone : List.of(undone("two", 6), undone("three", 5), undone("one", 7))) {
            assertThat(run.state()).isEqualTo(RunState.ROLLING_BACK);
            Step step = Saga.step(run, undone, now);
            run = step.run();
        }
        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
    }

    @Test
    void oneThatWasHeldBackGoesWhenThoseThatReferToItAreDone() {
        Moment now = at(new StoreReferences(Map.of("two", Set.of("one"), "three", Set.of("one")), Set.of()));
        var undo = new Stage.Undo(List.of("three", "two", "one"), Map.of(), Map.of(), 5, false);
        Run run = Undoing.resume(at(COMPENSATING), new Stage.RollingBack(TALLY, undo), false, now)
                .run();
        Step held = Saga.step(run, withheld("one", 7, "two"), now);
        assertThat(held.effects()).isEmpty();
        assertThat(Saga.step(held.run(), withheld("one", 7, "two"), now).effects())
                .isEmpty();
        Step first = Saga.step(held.run(), undone("three", 5), now);
        assertThat(first.effects()).isEmpty();
        Step second = Saga.step(first.run(), undone("two", 6), now);
        assertThat(ordered(second)).containsExactly("one");
        assertThat(groups(second)).containsOnlyNulls();
        assertThat(Saga.step(second.run(), undone("one", 8), now).run().state()).isEqualTo(RunState.ROLLED_BACK);
    }

    @Test
    void aLoadThatWasHeldBackIsOrderedAgainUntilItHasHadItsChances() {
        Run run = at(LOADING);
        Moment now = at(new StoreReferences(Map.of(), Set.of()));
        int order = 3;
        for (int i = 0; i < RULE.limit(); i++) {
            Step again = Saga.step(run, withheld("one", order, "two"), now);
            run = again.run();
            assertThat(run.state()).isEqualTo(RunState.LOADING);
            assertThat(again.effects())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Effect.Load.class,
                            load -> assertThat(load.notBefore()).isAfter(now.now()));
            order = run.orders();
        }
        Run ended = Saga.step(run, withheld("one", order, "two"), now).run();
        assertThat(ended.state()).isEqualTo(RunState.COMPENSATING);
        assertThat(ended.failure()).extracting(Failure::code).isEqualTo("COO-005");
    }

    @Test
    void storesAreLoadedTogetherAndBecomeVisibleAfterThoseThatTheyReferTo() {
        Moment now = at(new StoreReferences(Map.of("two", Set.of("one")), Set.of()));
        Run waiting = at(new Stage.AwaitingApproval(TALLY, Map.of()));
        Step begun = Saga.step(waiting, Event.Asked.to(Action.APPROVE), now);
        int first = waiting.orders() + 1;
        assertThat(begun.effects().stream()
                        .map(e -> (LoadCommand.LoadStore) ((Effect.Load) e).command())
                        .map(LoadCommand.LoadStore::group))
                .containsExactly(
                        new CommitGroup(first, Map.of("two", first + 1), List.of()),
                        new CommitGroup(first, Map.of("one", first), List.of("one")));
    }

    private static Event withheld(String store, int order, String other) {
        return new Event.Answered(new Outcome.CommitWithheld(ID, order, store, other, "why"));
    }

    private static List<@Nullable CommitGroup> groups(Step step) {
        return step.effects().stream()
                .map(e -> ((LoadCommand.UndoStore) ((Effect.Load) e).command()).group())
                .toList();
    }

    @Test
    void storesThatReferToEachOtherInACircleGoTogetherAfterThoseThatReferIntoIt() {
        var references = new StoreReferences(
                Map.of(
                        "a",
                        Set.of("b"),
                        "b",
                        Set.of("c"),
                        "c",
                        Set.of("a"),
                        "d",
                        Set.of("c"),
                        "e",
                        Set.of("d", "gone")),
                Set.of());
        assertThat(references.free(List.of("a", "b", "c", "d", "e"))).containsExactly("e");
        assertThat(references.free(List.of("a", "b", "c", "d"))).containsExactly("d");
        assertThat(references.free(List.of("a", "b", "c"))).containsExactly("a", "b", "c");
        assertThat(references.free(List.of("a", "c"))).containsExactly("c");
        assertThat(references.free(List.of())).isEmpty();
    }

    @Test
    void whatTakesLongToCommitComesFirstThenWhatIsReferredTo() {
        var references = new StoreReferences(
                Map.of("a", Set.of("g"), "g", Set.of("b"), "b", Set.of("c"), "c", Set.of("b")), Set.of("g"));
        List<String> all = List.of("a", "b", "c", "g");
        assertThat(references.visibleBefore("a", all)).containsExactly("b", "c", "g");
        assertThat(references.visibleBefore("b", all)).containsExactly("g");
        assertThat(references.visibleBefore("g", all)).isEmpty();
        assertThat(references.visibleBefore("b", List.of("c"))).isEmpty();
    }

    @Test
    void whenAStoreRefusesTheOthersUnderWayEndAndNoneIsBegunUntilAPersonHasAnswered() {
        Moment now = at(new StoreReferences(Map.of("two", Set.of("one"), "three", Set.of("one")), Set.of()));
        var undo = new Stage.Undo(List.of("three", "two", "one"), Map.of(), Map.of(), 5, false);
        Run run = Undoing.resume(at(COMPENSATING), new Stage.Compensating(TALLY, undo, CAUSE), false, now)
                .run();
        Step refused = Saga.step(run, undoFailed("two", 6, FailureCategory.BLOCKING), now);
        assertThat(refused.effects()).isEmpty();
        assertThat(refused.run().state()).isEqualTo(RunState.COMPENSATING);
        Step held = Saga.step(refused.run(), withheld("one", 7, "two"), now);
        assertThat(held.effects()).isEmpty();
        assertThat(held.run().state()).isEqualTo(RunState.COMPENSATING);
        Step told = Saga.step(held.run(), undone("three", 5), now);
        assertThat(told.effects()).isEmpty();
        assertThat(told.run().state()).isEqualTo(RunState.AWAITING_INTERVENTION);
        assertThat(told.run().failure())
                .isEqualTo(new Failure(FailureCategory.BLOCKING, "BLOCKING", "two: m; not undone either: one", "h"));
        Step again = Saga.step(told.run(), Event.Asked.to(Action.RETRY), now);
        assertThat(ordered(again)).containsExactly("two", "one");
        Run rest = Saga.step(again.run(), undone("two", again.run().orders() - 1), now)
                .run();
        Run ended = Saga.step(rest, undone("one", rest.orders()), now).run();
        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.failure()).isEqualTo(failure("X"));
    }

    @Test
    void anUndoThatFailsForGoodIsStuckWhenTheOthersHaveEndedHoweverTheyEnd() {
        Moment now = at(new StoreReferences(Map.of(), Set.of()));
        Run run = Undoing.resume(at(COMPENSATING), COMPENSATING, false, now).run();
        run = Saga.step(run, undoFailed("one", 6, FailureCategory.FATAL), now).run();
        assertThat(run.state()).isEqualTo(RunState.COMPENSATING);
        Step down = Saga.step(run, undoFailed("two", 5, FailureCategory.TRANSIENT), now);
        assertThat(down.run().state()).isEqualTo(RunState.STUCK);
        assertThat(down.run().failure()).isEqualTo(new Failure(FailureCategory.FATAL, "FATAL", "two: m; one: m", "h"));
        assertThat(ordered(Saga.step(down.run(), Event.Asked.to(Action.RETRY), now)))
                .containsExactly("two", "one");
    }

    private static List<String> ordered(Step step) {
        return step.effects().stream()
                .map(e -> (LoadCommand.UndoStore) ((Effect.Load) e).command())
                .map(LoadCommand.UndoStore::store)
                .toList();
    }

    private static Event undone(String store, int order) {
        return new Event.Answered(new Outcome.StoreUndone(ID, order, store, false, List.of()));
    }

    private static Event undoFailed(String store, int order, FailureCategory category) {
        Failure failure = new Failure(category, category.name(), "m", "h");
        return new Event.Answered(new Outcome.WorkFailed(
                ID, order, Phase.LOAD, "loader", "UndoStore", store, null, failure, store + order));
    }

    @Test
    void aCompensationAsksEveryStoreBeforeItTouchesOne() {
        Failure cause = failure("BROKEN");
        var failed = new Outcome.WorkFailed(ID, 3, Phase.LOAD, "loader", "LoadStore", "one", null, cause, "1");
        Step asked = Saga.step(at(LOADING), new Event.Answered(failed), NOW);
        assertThat(asked.run().state()).isEqualTo(RunState.COMPENSATING);
        assertThat(asked.effects()).hasSize(4).startsWith(new Effect.Withdraw(), new Effect.CallOffLoads(4));
        Run run = Saga.step(asked.run(), checked("one", 5), NOW).run();

        Step refused = Saga.step(run, checked("two", 6, "4 rows of b"), NOW);
        assertThat(refused.effects()).isEmpty();
        assertThat(refused.run().state()).isEqualTo(RunState.AWAITING_INTERVENTION);
        assertThat(refused.run().stage().allows()).containsExactlyInAnyOrder(Action.RETRY, Action.ROLLBACK);

        Run again = Saga.step(refused.run(), Event.Asked.to(Action.RETRY), NOW).run();
        again = Saga.step(again, checked("one", 7), NOW).run();
        Step free = Saga.step(again, checked("two", 8), NOW);
        assertThat(ordered(free)).containsExactly("two", "one");
        Run ended = Saga.step(free.run(), undone("two", 9), NOW).run();
        ended = Saga.step(ended, undone("one", 10), NOW).run();
        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.failure()).isEqualTo(cause);
    }

    @Test
    void aCompensationDoesNotWaitForAStoreThatCannotBeAsked() {
        Run run = Saga.step(at(checking(CAUSE)), checked("one", 3), NOW).run();
        Step step = Step.stay(run);
        for (int i = 0; i < 4; i++) {
            assertThat(ordered(new Step(step.run(), List.of()))).isEmpty();
            int order = i == 0 ? 4 : step.run().orders();
            step = Saga.step(step.run(), uncheckable(order, FailureCategory.TRANSIENT, i), NOW);
        }
        assertThat(ordered(step)).containsExactly("two", "one");
        assertThat(step.run().failure()).isEqualTo(failure("X"));
    }

    private static Event uncheckable(int order, FailureCategory category, int time) {
        Failure failure = new Failure(category, "DOWN", "m", "h");
        return new Event.Answered(new Outcome.WorkFailed(
                ID, order, Phase.LOAD, "loader", "CheckUndo", "two", null, failure, Integer.toString(time)));
    }

    @Test
    void columnsAreJudgedAsSoonAsTheRowsAreKnownButAfterTheLastOneWhereReadingGoesFirst() {
        var started = new Event.Answered(new Outcome.ExtractionStarted(ID, 1, List.of(), List.of()));
        var completed = new Event.Answered(new Outcome.ExtractionCompleted(ID, 1, List.of()));
        for (boolean readFirst : List.of(false, true)) {
            var options =
                    new RunOptions(false, false, false, LoadStrategy.INSERT, false, null, Map.of(), false, readFirst);
            Run run = Run.queued(ID, new District("d", "D"), options, List.of("one"))
                    .nextAttempt(new Stage.Streaming(TALLY));
            Step begun = Saga.step(run, started, NOW);
            Step ended = Saga.step(begun.run(), completed, NOW);
            assertThat(begun.effects().stream().anyMatch(Effect.Classify.class::isInstance))
                    .isEqualTo(!readFirst);
            assertThat(ended.effects().stream().anyMatch(Effect.Classify.class::isInstance))
                    .isEqualTo(readFirst);
        }
    }

    @Test
    void silenceOrdersTheWorkAgainAndThenAsksAPerson() {
        Run run = at(new Stage.Streaming(TALLY));
        for (int i = 0; i < 3; i++) {
            run = Saga.step(run, new Event.Quiet(Duration.ofMinutes(30)), NOW).run();
            assertThat(run.state()).isEqualTo(RunState.EXTRACTING);
        }
        assertThat(run.attempt()).isEqualTo(4);
        run = Saga.step(run, new Event.Quiet(Duration.ofMinutes(30)), NOW).run();
        assertThat(run.state()).isEqualTo(RunState.AWAITING_INTERVENTION);
    }

    @Test
    void aSilentLoadIsOrderedAgainForTheStoresThatHaveNotAnswered() {
        Step step = Saga.step(at(LOADING), new Event.Quiet(Duration.ofMinutes(30)), NOW);
        assertThat(step.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Load.class,
                        load -> assertThat(load.command())
                                .isInstanceOf(LoadCommand.LoadStore.class)
                                .extracting(LoadCommand::store, LoadCommand::attempt)
                                .containsExactly("one", 5));
    }

    @Test
    void pausedWorkIsHeldAndThenSetGoing() {
        Run run = Saga.step(at(new Stage.Sealing(TALLY)), Event.Asked.to(Action.PAUSE), NOW)
                .run();
        Step sealed = Saga.step(run, new Event.Answered(new Outcome.SetValidated(ID, 1, true, List.of())), NOW);
        assertThat(sealed.effects()).isEmpty();
        Step resumed = Saga.step(sealed.run(), Event.Asked.to(Action.RESUME), NOW);
        assertThat(resumed.effects()).hasSize(2).allMatch(Effect.Load.class::isInstance);
    }

    @Test
    void aPlanThatStopsTellsOfSeveralTablesInOneMessage() {
        List<Failure> problems = Stream.of("a", "b", "c", "d", "e", "f")
                .map(table -> new Failure(FailureCategory.FATAL, "LOD-004", "rows are there: " + table, "h"))
                .toList();
        Stage planning = planning(Map.of("one", 1));
        var planned = new Outcome.LoadPlanned(ID, 1, "one", List.of(), problems);

        Run stopped = Saga.step(at(planning), new Event.Answered(planned), NOW).run();

        assertThat(stopped.failure())
                .isEqualTo(new Failure(
                        FailureCategory.FATAL, "LOD-004", "rows are there: a; b; c; d; e (and 1 more)", "h"));
    }

    @Test
    void onlyStoresThatHaveNotHeardOfNewKeysArePlannedAgain() {
        Step told = planned(at(planning(Map.of("one", 1, "two", 2))), "one", 1, "k1", List.of());
        Step again = planned(told.run(), "two", 2, null, List.of());
        assertThat(orders(again)).containsExactly("PlanLoad two {one=k1}");

        Step settled = planned(again.run(), "two", again.run().orders(), null, List.of());
        assertThat(orders(settled)).containsExactly("LoadStore one {one=k1}", "LoadStore two {one=k1}");
    }

    @Test
    void storesThatBothMoveKeysHearOfEachOther() {
        Step told = planned(at(planning(Map.of("one", 1, "two", 2))), "one", 1, "k1", List.of());
        Step again = planned(told.run(), "two", 2, "k2", List.of());

        assertThat(again.effects())
                .hasSize(2)
                .allMatch(effect -> effect instanceof Effect.Load(LoadCommand.PlanLoad p, var t)
                        && p.keys().equals(Map.of("one", "k1", "two", "k2")));
        Step other = planned(again.run(), "one", again.run().orders() - 1, "k3", List.of());
        Step last = planned(other.run(), "two", again.run().orders(), "k2", List.of());
        assertThat(orders(last)).containsExactly("PlanLoad two {one=k3, two=k2}");
    }

    @Test
    void whatAStoreHasFoundCountsThoughOthersArePlannedAgain() {
        Step told = planned(at(planning(Map.of("one", 1, "two", 2))), "one", 1, "k1", List.of(failure("LOD-004")));
        Step again = planned(told.run(), "two", 2, null, List.of(failure("LOD-005")));
        assertThat(orders(again)).containsExactly("PlanLoad two {one=k1}");

        Step stopped = planned(again.run(), "two", again.run().orders(), null, List.of());
        assertThat(stopped.run().failure()).isEqualTo(failure("LOD-004"));
    }

    /** Two refers to one, whose keys nobody knows. */
    @Test
    void conflictsThatMayFollowFromAStoreThatCouldNotBePlannedAreNotTold() {
        Step told = planned(at(planning(Map.of("one", 1, "two", 2))), "two", 2, null, List.of(failure("LOD-004")));
        Step stopped = planned(told.run(), "one", 1, null, List.of(failure("LOD-025")));
        assertThat(stopped.run().failure())
                .isEqualTo(new Failure(
                        FailureCategory.FATAL,
                        "LOD-025",
                        "m; not planned for that: one, whose keys the plans of two wait for",
                        "h"));
    }

    @Test
    void whatDoesNotFollowFromAStoreThatCouldNotBePlannedIsTold() {
        Step told = planned(at(planning(Map.of("one", 1, "two", 2))), "two", 2, null, List.of(failure("LOD-025")));
        Step stopped = planned(told.run(), "one", 1, null, List.of(failure("LOD-004")));
        assertThat(stopped.run().failure())
                .isEqualTo(new Failure(FailureCategory.FATAL, "LOD-025", "m; LOD-004 m", "h"));
    }

    private static Stage planning(Map<String, Integer> open) {
        return new Stage.Planning(TALLY).with(open);
    }

    /** A store that finds other problems than conflicts has not been compared with its target. */
    private static Step planned(Run run, String store, int order, @Nullable String keys, List<Failure> problems) {
        boolean compared = problems.stream().allMatch(problem -> problem.code().equals("LOD-004"));
        StorePlan plan = compared ? new StorePlan(List.of(), List.of(), List.of(), 0, 0, List.of()) : null;
        return Saga.step(
                run,
                new Event.Answered(new Outcome.LoadPlanned(ID, order, store, List.of(), problems, keys, plan)),
                NOW);
    }

    private static List<String> orders(Step step) {
        return step.effects().stream()
                .map(effect -> switch (effect) {
                    case Effect.Load(LoadCommand.PlanLoad p, var t) ->
                        "PlanLoad " + p.store() + " " + new TreeMap<>(p.keys());
                    case Effect.Load(LoadCommand.LoadStore l, var t) ->
                        "LoadStore " + l.store() + " " + new TreeMap<>(l.keys());
                    default -> effect.toString();
                })
                .toList();
    }
}
