package dev.datamig.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    private static final String BURNS_IN_A_CHILD =
            "(i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done); echo done; exec sleep 1000";

    @Test
    void theTimeOfAChildThatHasGoneCounts() throws Exception {
        Process parent = new ProcessBuilder("/bin/sh", "-c", BURNS_IN_A_CHILD).start();
        try (var said = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("done");

            assertThat(ProcessTable.cpuSeconds(List.of(parent.pid())).get(parent.pid()))
                    .isGreaterThan(0.05);
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatHasEndedIsLeftOut() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(ProcessTable.cpuSeconds(List.of(ended.pid()))).isEmpty();
    }
}
