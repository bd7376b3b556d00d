package dev.datamig.loader.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.loader.flow.CommitRule.Kind;
import dev.datamig.loader.target.Standing;
import dev.datamig.loader.target.Standing.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitRuleTest {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What another store says, as {@code STATE}, {@code FAILED/CATEGORY} or nothing. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # kind        before other              waited verdict
            LOAD,         false, ,                   0,    Wait
            LOAD,         false, ,                   3,    Commit
            LOAD,         true,  ,                   3,    Commit
            LOAD,         true,  QUEUED,             3,    Commit
            LOAD,         false, TAKEN,              3,    Wait
            LOAD,         false, AT_WORK,            299,  Wait
            LOAD,         false, AT_WORK,            300,  Commit
            LOAD,         true,  AT_WORK,            300,  Commit
            LOAD,         false, READY,              0,    Commit
            LOAD,         true,  READY,              0,    Wait
            LOAD,         true,  READY,              300,  Commit
            LOAD,         true,  DONE,               0,    Commit
            LOAD,         false, FAILED/FATAL,       0,    RollBack
            LOAD,         true,  FAILED/FATAL,       0,    RollBack
            LOAD,         false, FAILED/BLOCKING,    0,    Commit
            LOAD,         true,  FAILED/TRANSIENT,   299,  Wait
            LOAD,         true,  FAILED/RETRIABLE,   300,  Commit
            UNDO,         false, ,                   0,    Wait
            UNDO,         false, ,                   3,    Commit
            UNDO,         true,  ,                   3,    RollBack
            UNDO,         true,  QUEUED,             3,    RollBack
            UNDO,         true,  AT_WORK,            299,  Wait
            UNDO,         true,  AT_WORK,            300,  RollBack
            UNDO,         false, AT_WORK,            300,  Commit
            UNDO,         true,  READY,              0,    Wait
            UNDO,         false, READY,              0,    Commit
            UNDO,         true,  DONE,               0,    Commit
            UNDO,         false, FAILED/BLOCKING,    0,    RollBack
            UNDO,         false, FAILED/FATAL,       0,    RollBack
            UNDO,         false, FAILED/TRANSIENT,   0,    Commit
            UNDO,         true,  FAILED/TRANSIENT,   0,    RollBack
            FORCED_UNDO,  false, FAILED/BLOCKING,    0,    Commit
            FORCED_UNDO,  true,  FAILED/BLOCKING,    0,    RollBack
            """)
    void whatAnotherStoreSaysDecides(Kind kind, boolean before, @Nullable String other, long waited, String verdict) {
        var group = new CommitGroup(7, Map.of("b", 9), before ? List.of("b") : List.of());
        List<Standing> said =
                Stream.ofNullable(other).map(text -> standing("b", 9, text)).toList();
        Duration time = Duration.ofSeconds(waited);
        assertThat(new CommitRule(kind, group, GRACE, LIMIT).verdict(said, time, Map.of("b", time)))
                .satisfies(v -> assertThat(v.getClass().getSimpleName()).isEqualTo(verdict));
    }

    /** The later order counts, and none that is older than the one that was known. */
    @ParameterizedTest
    @CsvSource({"8:FAILED/FATAL, Wait", "9:FAILED/FATAL, RollBack", "9:FAILED/FATAL 11:READY, Commit", "8:DONE, Wait"})
    void theLastOrderCountsThatWasGiven(String said, String verdict) {
        var group = new CommitGroup(7, Map.of("b", 9), List.of());
        List<Standing> standings = Stream.of(said.split(" "))
                .map(one -> one.split(":"))
                .map(one -> standing("b", Integer.parseInt(one[0]), one[1]))
                .toList();
        assertThat(new CommitRule(Kind.LOAD, group, GRACE, LIMIT).verdict(standings, Duration.ZERO, Map.of()))
                .satisfies(v -> assertThat(v.getClass().getSimpleName()).isEqualTo(verdict));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # kind        other              in vain
            LOAD,         ,                  false
            LOAD,         AT_WORK,           false
            LOAD,         FAILED/TRANSIENT,  false
            LOAD,         FAILED/BLOCKING,   false
            LOAD,         FAILED/FATAL,      true
            """)
    void aLoadAtWorkIsInVainWhenAnotherHasFailedForGood(Kind kind, @Nullable String other, boolean vain) {
        var group = new CommitGroup(7, Map.of("b", 9, "c", 10), List.of("b"));
        List<Standing> said =
                Stream.ofNullable(other).map(text -> standing("c", 10, text)).toList();
        assertThat(new CommitRule(kind, group, GRACE, LIMIT).inVain(said).isPresent())
                .isEqualTo(vain);
    }

    @ParameterizedTest
    @CsvSource({"READY, DONE, true", "READY, AT_WORK, false", "DONE, FAILED/TRANSIENT, false", ", DONE, false"})
    void theEndIsNearWhenAllOthersAreReadyOrDone(@Nullable String b, String c, boolean near) {
        var group = new CommitGroup(7, Map.of("b", 9, "c", 10), List.of("b"));
        List<Standing> said = Stream.concat(
                        Stream.ofNullable(b).map(text -> standing("b", 9, text)), Stream.of(standing("c", 10, c)))
                .toList();
        assertThat(new CommitRule(Kind.UNDO, group, GRACE, LIMIT).isNear(said)).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource({"LOAD, 0, ", "UNDO, 0, b", "FORCED_UNDO, 0, b", "UNDO, 1, "})
    void anUndoThatMayNotWaitIsNotBegun(Kind kind, long limit, @Nullable String other) {
        var group = new CommitGroup(7, Map.of("b", 9, "c", 10), List.of("b"));
        assertThat(new CommitRule(kind, group, GRACE, Duration.ofSeconds(limit)).hopeless())
                .isEqualTo(java.util.Optional.ofNullable(other));
    }

    private static Standing standing(String store, int order, String text) {
        String[] parts = text.split("/");
        return new Standing(
                store, order, State.valueOf(parts[0]), parts.length > 1 ? FailureCategory.valueOf(parts[1]) : null);
    }
}
