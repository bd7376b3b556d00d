package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.sandbox.servers.WatchedProcess.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessTest {

    private static final Duration QUICK = Duration.ofMillis(20);

    @TempDir
    Path folder;

    @Test
    void endsWhenItIsClosed() {
        WatchedProcess process = WatchedProcess.start(plan("sleep 1000"));

        process.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("mark")).doesNotExist();
    }

    @Test
    void isKilledWhenItDoesNotListen() {
        WatchedProcess process = WatchedProcess.start(plan("trap '' TERM; echo deaf; while :; do sleep 0.1; done"));
        process.awaitReady(() -> logHolds("deaf"), QUICK, Duration.ofSeconds(30));

        process.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aLeftOverOnTheSameDataIsStoppedFirst() {
        WatchedProcess old = WatchedProcess.start(plan("sleep 1000"));

        try (WatchedProcess fresh = WatchedProcess.start(plan("sleep 1000"))) {
            assertThat(old.isAlive()).isFalse();
            assertThat(fresh.isAlive()).isTrue();
        }
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() {
        var someoneElse =
                new ProcessMark(ProcessHandle.current().pid(), Instant.now().minusSeconds(86_400));

        assertThat(someoneElse.find()).isEmpty();
        assertThat(someoneElse.stop(QUICK)).isFalse();
    }

    @Test
    void aMarkIsReadAsItWasWritten() {
        ProcessMark mark = ProcessMark.of(ProcessHandle.current());
        mark.write(folder.resolve("some.mark"));

        assertThat(ProcessMark.read(folder.resolve("some.mark"))).isEqualTo(Optional.of(mark));
        assertThat(mark.find()).isPresent();
    }

    @Test
    void oneThatEndsWhileStartingSaysWhatItsLogSays() {
        WatchedProcess process = WatchedProcess.start(plan("echo no such setting; exit 3"));

        assertThatThrownBy(() -> process.awaitReady(() -> false, QUICK, Duration.ofSeconds(30)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("ended with code 3")
                .hasMessageContaining("no such setting");
    }

    @Test
    void aServerEndsWhenItsLauncherIsKilled() throws IOException {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddatamig.root=" + ProjectRoot.find(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLauncher.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = pidSaidBy(launcher);
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();

        launcher.destroyForcibly();

        server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(server.isAlive()).isFalse();
    }

    private static long pidSaidBy(Process launcher) throws IOException {
        var output = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("pid ")) {
                return Long.parseLong(line.substring(4));
            }
        }
        throw new AssertionError("the launcher ended without having started a server");
    }

    private boolean logHolds(String text) {
        try {
            return Files.exists(folder.resolve("log"))
                    && Files.readString(folder.resolve("log")).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private WatchedProcess.Plan plan(String script) {
        return new WatchedProcess.Plan(
                "test",
                List.of("/bin/sh", "-c", script),
                Map.of(),
                folder.resolve("log"),
                folder.resolve("mark"),
                StopSignal.TERM,
                Duration.ofSeconds(2));
    }
}
