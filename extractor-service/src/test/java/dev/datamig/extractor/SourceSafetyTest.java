package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That PROD is not disturbed, and what happens when it is. */
class SourceSafetyTest {

    private static final String DATABASE = "safety";
    private static final PostgresServer SERVER = TestServers.postgres();
    private static final TestReading LIMITS = TestReading.of(1_000, 32 << 20, 4, 3);

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        SafetyLandscape.create(SERVER, DATABASE);
    }

    private TestExtraction extraction() {
        return new TestExtraction(folder, SafetyLandscape.of(SERVER, DATABASE));
    }

    private static int sessions() {
        return TestLandscapes.sessions(SERVER, DATABASE);
    }

    private static void assertNoSessionIsLeft() {
        await().atMost(Duration.ofSeconds(30)).until(() -> sessions() == 0);
    }

    private static Outcome.WorkFailed failure(TestExtraction extraction) {
        assertThat(extraction.last()).isInstanceOf(Outcome.WorkFailed.class);
        return (Outcome.WorkFailed) extraction.last();
    }

    private static long rows(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.ExtractionCompleted.class);
        return ((Outcome.ExtractionCompleted) outcome)
                .tables().stream().mapToLong(TableTotal::owned).sum();
    }

    @Test
    void takesNoMoreSessionsThanAllowedAndLeavesNone() {
        TestExtraction extraction = extraction();
        List<Integer> seen = new ArrayList<>();

        extraction.run(1, LIMITS, outcome -> {
            synchronized (seen) {
                seen.add(sessions());
            }
        });

        assertThat(rows(extraction.last())).isEqualTo(1 + 2 * SafetyLandscape.ITEMS);
        assertThat(seen).allMatch(count -> count <= LIMITS.connectionsPerStore());
        assertThat(seen).anyMatch(count -> count > 1);
        assertNoSessionIsLeft();
    }

    @Test
    void sessionsKilledInTheMiddleSpoilTheAttemptAndTheNextOneWorks() {
        TestExtraction extraction = extraction();

        extraction.run(1, LIMITS, outcome -> {
            if (outcome instanceof Outcome.ExtractionStarted) {
                SERVER.execute(
                        "postgres",
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
            }
        });
        assertThat(failure(extraction).failure().code()).isEqualTo("EXT-002");
        assertThat(failure(extraction).failure().category()).isEqualTo(FailureCategory.RETRIABLE);
        assertNoSessionIsLeft();

        extraction.run(2, LIMITS);
        assertThat(rows(extraction.last())).isEqualTo(1 + 2 * SafetyLandscape.ITEMS);
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheSource() {
        TestExtraction extraction = new TestExtraction(
                folder, SafetyLandscape.of(SERVER, DATABASE, "id = :district and pg_sleep(60) is not null"));

        extraction.run(1, LIMITS.withTimeout(Duration.ofMillis(300)));

        assertThat(failure(extraction).failure().code()).isEqualTo("EXT-003");
        assertThat(failure(extraction).failure().category()).isEqualTo(FailureCategory.TRANSIENT);
        assertNoSessionIsLeft();
    }

    @Test
    void readsNoFasterThanAllowed() {
        TestExtraction extraction = extraction();
        long start = System.nanoTime();

        extraction.run(1, LIMITS.withPace(20_000));

        assertThat(rows(extraction.last())).isEqualTo(1 + 2 * SafetyLandscape.ITEMS);
        // A lower bound, which no slow machine breaks.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void doesNotTouchTheSourceOutsideOfItsHours() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        TestExtraction extraction = extraction();

        extraction.run(
                1,
                LIMITS.withWindow(
                        now.plusHours(2).withNano(0) + "-" + now.plusHours(3).withNano(0)));

        assertThat(failure(extraction).failure().code()).isEqualTo("EXT-010");
        assertThat(failure(extraction).failure().category()).isEqualTo(FailureCategory.TRANSIENT);
        assertThat(sessions()).isZero();
    }

    @Test
    void anOrderToStopIsObeyedHoweverSlowlyItReads() {
        TestExtraction extraction = extraction();

        extraction.run(1, LIMITS.withPace(1), outcome -> {
            if (outcome instanceof Outcome.ExtractionStarted) {
                extraction
                        .area()
                        .put(
                                StagingLayout.stopMark(TestExtraction.RUN),
                                "{\"attempt\": 1}".getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(extraction.outcomes()).hasSize(1).allMatch(Outcome.ExtractionStarted.class::isInstance);
        assertNoSessionIsLeft();
    }

    @Test
    void aStatementThatHangsIsEndedWhenTheOrderToStopComes() {
        TestExtraction extraction = new TestExtraction(
                folder, SafetyLandscape.of(SERVER, DATABASE, "id = :district and pg_sleep(600) is not null"));
        Thread stopping = Thread.ofPlatform().start(() -> {
            await().atMost(Duration.ofSeconds(60)).until(() -> sessions() > 0);
            extraction
                    .area()
                    .put(
                            StagingLayout.stopMark(TestExtraction.RUN),
                            "{\"attempt\": 1}".getBytes(StandardCharsets.UTF_8));
        });

        extraction.run(1, LIMITS);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(extraction.outcomes()).isEmpty();
        assertNoSessionIsLeft();
    }
}
