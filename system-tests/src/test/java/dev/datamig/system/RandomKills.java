package dev.datamig.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.sandbox.check.CertFingerprint;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.servers.ProjectRoot;
import dev.datamig.sandbox.stack.Health;
import dev.datamig.sandbox.stack.Stack;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Kills processes of a whole installation at random moments of loads and rollbacks, and expects that every run ends by itself and
 * that CERT holds all of the district or nothing of it. Takes many minutes, so it is no part of the test command:
 *
 * <pre>mvn -pl system-tests verify -Dtest=RandomKills -Ddatamig.kills=24</pre>
 *
 * <p>{@code datamig.kills} is the number of kills, {@code datamig.kills.students} the size of the district, {@code datamig.kills.seed} what an
 * earlier run has printed. What was killed when, and what became of it, is written to {@code target/kills.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomKills {

    private static final String DISTRICT = SandboxData.defaultDistrict();
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final String REVIVE = "datamig.servers.revive";

    /** Who is killed, as parts of command lines. */
    private enum Victim {
        LOADER("loader-service"),
        CERT_POSTGRES("postgres-cert"),
        COORDINATOR("coordinator-service"),
        NEO4J("Neo4jMain"),
        KAFKA("KafkaMain"),
        COORDINATOR_DATABASE("postgres-coordinator"),
        ALL(
                "loader-service",
                "coordinator-service",
                "validator-service",
                "postgres-cert",
                "postgres-coordinator",
                "Neo4jMain",
                "KafkaMain");

        private final List<String> marks;

        Victim(String... marks) {
            this.marks = List.of(marks);
        }
    }

    private final long seed = Long.getLong("datamig.kills.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path record = Path.of("target", "kills.txt").toAbsolutePath();
    private Stack stack;
    private StackState state;
    private SandboxServers servers;
    private Api api;
    private CertFingerprint before;

    @BeforeAll
    void startEverything() throws IOException {
        System.setProperty(REVIVE, "true");
        var folder = new StackFolder(
                ProjectRoot.find(), Path.of("target", "kill-stack").toAbsolutePath());
        stack = Stack.start(
                folder, StackOrder.sandbox(Integer.getInteger("datamig.kills.students", 400)), System.out::println);
        state = stack.state();
        servers = state.requiredSandbox();
        api = new Api(state.coordinator());
        before = CertFingerprint.take(servers);
        Files.writeString(record, "seed " + seed + "\n");
    }

    @AfterAll
    void stopEverything() {
        System.clearProperty(REVIVE);
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void everyRunEndsByItselfAndCertHoldsAllOrNothing() throws IOException {
        int kills = Integer.getInteger("datamig.kills", 24);
        for (int i = 0; i < kills; i++) {
            Victim victim = Victim.values()[i % Victim.values().length];
            boolean whileLoading = i / Victim.values().length % 2 == 0;
            one(i, victim, whileLoading);
        }
    }

    private void one(int number, Victim victim, boolean whileLoading) throws IOException {
        allIsWell();
        String run = api.post("/runs", "{\"districtId\": \"" + DISTRICT + "\"}")
                .json()
                .path("id")
                .asText();
        int delay = random.nextInt(2500);
        long began = System.nanoTime();
        if (whileLoading) {
            reached(run, List.of("LOADING", "VERIFYING", "COMPLETED"));
            kill(victim, delay);
        }
        String loaded = reached(run, List.of("COMPLETED", "FAILED"));
        allIsWell();
        if (loaded.equals("FAILED")) {
            assertThat(differences()).as(seed + ": FAILED leaves nothing").isEmpty();
        } else {
            assertThat(differences()).as(seed + ": COMPLETED loads").isNotEmpty();
            rollBack(run);
            if (!whileLoading) {
                kill(victim, delay);
            }
            reached(run, List.of("ROLLED_BACK"));
            allIsWell();
            assertThat(differences()).as(seed + ": ROLLED_BACK leaves nothing").isEmpty();
        }
        Files.writeString(
                record,
                "%2d %-20s %-8s after %4d ms: %-9s %3d s%n"
                        .formatted(
                                number + 1,
                                victim,
                                whileLoading ? "load" : "undo",
                                delay,
                                loaded.equals("FAILED") ? loaded : whileLoading ? loaded : "ROLLED_BACK",
                                (System.nanoTime() - began) / 1_000_000_000),
                StandardOpenOption.APPEND);
    }

    private List<String> differences() {
        return new ArrayList<>(CertFingerprint.take(servers).differences(before));
    }

    private void rollBack(String run) {
        api.post("/runs/" + run + "/rollback", "{\"confirm\": \"" + run + "\"}");
    }

    /** The state of a run that has reached one of these; a coordinator that is down is asked again. */
    private String reached(String run, List<String> wanted) {
        return Awaitility.await("run " + run + " in " + wanted + ", seed " + seed)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(40))
                .ignoreExceptions()
                .until(
                        () -> {
                            JsonNode now = api.get("/runs/" + run).json();
                            return now.path("state").asText();
                        },
                        wanted::contains);
    }

    private static void kill(Victim victim, int delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        List<ProcessHandle> struck = ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> victim.marks.stream().anyMatch(line::contains))
                        .isPresent())
                .toList();
        assertThat(struck).as("processes of " + victim).hasSize(victim.marks.size());
        struck.forEach(ProcessHandle::destroyForcibly);
    }

    /** All services are up again and all stores answer. */
    private void allIsWell() {
        Awaitility.await("all is well, seed " + seed)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> state.services().stream().allMatch(s -> Health.of(s.url()) == Health.UP)
                        && api.get("/districts").status() == 200
                        && !CertFingerprint.take(servers).differences(before).contains("?"));
    }
}
