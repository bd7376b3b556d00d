package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As where a command is ended in the middle of its work. */
class ProcessEndTest {

    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void keepTheCommonPoolBusy() {
        for (int i = 0; i <= ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().submit(() -> {
                over.await();
                return true;
            });
        }
    }

    @AfterEach
    void letItGo() {
        over.countDown();
    }

    @Test
    void anEndIsSeenHoweverBusyTheCommonPoolIs() throws Exception {
        Process process = new ProcessBuilder("sleep", "0.2").start();

        assertThat(ProcessEnd.await(process.toHandle(), Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void oneThatLivesOnIsNotWaitedForForEver() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        try {
            assertThat(ProcessEnd.await(process.toHandle(), Duration.ofMillis(50)))
                    .isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
