package dev.datamig.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.TableId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small types that everything else is made of. */
class WordsTest {

    @Test
    void namesARunByItsTimeInUtcAndItsNumber() {
        assertThat(RunId.of(Instant.parse("2026-11-21T04:14:18.999Z"), 7)).hasToString("mig-20261121T041418Z-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mig",
                "mig-20261121T041418Z-",
                "mig-20261121T041418Z-7/..",
                "mig-20261121T041418Z-x",
                "x",
                "mig-20261121T041418Z-7\n",
                " mig-20261121T041418Z-7"
            })
    void refusesWhatIsNoRunIdWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> new RunId(text)).hasMessage("not a run id: expected mig-{yyyyMMddTHHmmssZ}-{number}");
    }

    @Test
    void splitsATableAtTheFirstColon() {
        assertThat(TableId.of("ids:public.\"a:b\"")).isEqualTo(new TableId("ids", "public.\"a:b\""));
        assertThat(TableId.of("sp:(A)-[:X]->(B)").text()).isEqualTo("sp:(A)-[:X]->(B)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "ids", "ids:", ":public.student"})
    void refusesWhatIsNoTable(String text) {
        assertThatThrownBy(() -> TableId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortsTablesByStoreThenName() {
        assertThat(Stream.of("b:a", "a:z", "a:b").map(TableId::of).sorted().map(TableId::text))
                .containsExactly("a:b", "a:z", "b:a");
    }

    @ParameterizedTest
    @EnumSource(LoadStrategy.class)
    void writesStrategiesInLowerCaseAndReadsThemInAny(LoadStrategy strategy) {
        assertThat(strategy.text()).isLowerCase();
        assertThat(LoadStrategy.of(strategy.text())).isEqualTo(strategy);
        assertThat(LoadStrategy.of(strategy.name())).isEqualTo(strategy);
    }

    @Test
    void triesAgainOnlyWhatMaySucceed() {
        assertThat(Stream.of(FailureCategory.values()).filter(FailureCategory::retriedUnattended))
                .containsExactly(FailureCategory.TRANSIENT, FailureCategory.RETRIABLE);
    }

    @Test
    void endsWhereNothingMoreHappens() {
        assertThat(Stream.of(RunState.values()).filter(RunState::ended))
                .containsExactly(
                        RunState.COMPLETED, RunState.FAILED, RunState.ROLLED_BACK, RunState.CANCELLED, RunState.STUCK);
    }

    /** RFC 4231, test case 2, and FIPS 180-4's empty message. */
    @Test
    void computesDigestsAsTheStandardsSay() {
        assertThat(Digests.sha256Hex(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Digests.hmacSha256Hex("Jefe".getBytes(), "what do ya want for nothing?".getBytes()))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void givesEqualOutcomesEqualIdsAndOthersOthers() {
        List<String> ids = Examples.outcomes().stream().map(Outcome::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Examples.outcomes().stream().map(Outcome::id)).containsExactlyElementsOf(ids);
    }

    @Test
    void hasADeadLetterTopicForEveryTopicThatIsConsumed() {
        assertThat(Topics.ALL).doesNotHaveDuplicates().hasSize(10);
        assertThat(Topics.CONSUMED)
                .doesNotContain(Topics.PROGRESS, Topics.RUN_EVENTS)
                .hasSize(8);
    }
}
