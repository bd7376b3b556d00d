package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {

    private static final RunId RUN = RunId.of(Instant.EPOCH, 1);

    @TempDir
    Path folder;

    private StagingArea area;

    @BeforeEach
    void open() {
        area = StagingArea.open(folder.toString());
    }

    private AttemptClaim claim(int attempt, Instant now) {
        return new AttemptClaim(area, RUN, attempt, "me", "token", Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void anAttemptIsTakenOnce() {
        assertThat(claim(1, Instant.EPOCH).take()).isInstanceOf(AttemptClaim.Finding.Ours.class);
        assertThat(claim(1, Instant.EPOCH.plusSeconds(5)).take()).isInstanceOf(AttemptClaim.Finding.Busy.class);
        assertThat(claim(1, Instant.EPOCH.plusSeconds(60)).take()).isInstanceOf(AttemptClaim.Finding.Abandoned.class);
        assertThat(claim(2, Instant.EPOCH.plusSeconds(5)).take()).isInstanceOf(AttemptClaim.Finding.Ours.class);
    }

    @Test
    void anAttemptThatNobodyHeardOfIsFreeAgainWhenItIsGivenUp() {
        AttemptClaim unheard = claim(1, Instant.EPOCH);
        unheard.take();
        unheard.giveUp();
        AttemptClaim heard = claim(1, Instant.EPOCH);
        assertThat(heard.take()).isInstanceOf(AttemptClaim.Finding.Ours.class);
        heard.spend();
        heard.giveUp();

        assertThat(claim(1, Instant.EPOCH.plusSeconds(60)).take()).isInstanceOf(AttemptClaim.Finding.Abandoned.class);
    }

    @Test
    void theStopMarkStopsItsAttemptAndThoseBefore() {
        area.put(StagingLayout.stopMark(RUN), "{\"attempt\": 2}".getBytes(StandardCharsets.UTF_8));
        AtomicInteger cancelled = new AtomicInteger();

        for (int attempt = 1; attempt <= 3; attempt++) {
            try (StopWatch stop = new StopWatch(area, RUN, attempt, cancelled::incrementAndGet, () -> {})) {
                assertThat(stop.stopped()).isEqualTo(attempt <= 2);
            }
        }
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void aWindowMayReachOverMidnight() {
        ReadingWindow night = ReadingWindow.parse("22:00-05:00");

        assertThat(night.contains(LocalTime.of(23, 30))).isTrue();
        assertThat(night.contains(LocalTime.of(4, 59))).isTrue();
        assertThat(night.contains(LocalTime.of(5, 0))).isFalse();
        assertThat(ReadingWindow.parse("01:00-02:00").contains(LocalTime.of(12, 0)))
                .isFalse();
    }
}
