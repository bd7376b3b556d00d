package dev.datamig.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.sandbox.check.CertFingerprint;
import dev.datamig.sandbox.check.SandboxCheck;
import dev.datamig.sandbox.check.SandboxCheckResult;
import dev.datamig.sandbox.check.TraceScan;
import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.servers.ProjectRoot;
import dev.datamig.sandbox.stack.Health;
import dev.datamig.sandbox.stack.Stack;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One district goes to CERT, is looked at, and leaves no trace when it is taken back. The tests build on each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistrictJourneyTest {

    private static final int STUDENTS = 60;
    private static final String DISTRICT = SandboxData.defaultDistrict();
    private static final String POISON = "{\"run\": " + Canaries.ofFailure("poison");

    private Stack stack;
    private StackState state;
    private SandboxServers servers;
    private Api api;
    private StackFolder folder;
    private CertFingerprint before;
    private Canaries canaries;
    private TraceScan scan;
    private String dryRun = "";
    private String run = "";
    private String failed = "";

    @BeforeAll
    void startEverything() {
        folder = new StackFolder(ProjectRoot.find(), Path.of("target", "stack").toAbsolutePath());
        stack = Stack.start(folder, StackOrder.sandbox(STUDENTS), System.out::println);
        state = stack.state();
        servers = state.requiredSandbox();
        api = new Api(state.coordinator());
        canaries = new Canaries(servers);
        before = CertFingerprint.take(servers);
    }

    @AfterAll
    void leavesNoProcessBehind() {
        if (stack == null) {
            return;
        }
        stack.close();
        List<Long> processes = new ArrayList<>();
        state.services().forEach(service -> processes.add(service.process().pid()));
        state.servers().forEach(server -> processes.add(server.pid()));
        assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    @Order(1)
    void everyServiceIsHealthy() {
        assertThat(state.services()).hasSize(5).allMatch(service -> Health.of(service.url()) == Health.UP);
    }

    @Test
    @Order(2)
    void theDistrictsAreListed() {
        assertThat(api.get("/districts").json().findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(SandboxData.districts());
    }

    @Test
    @Order(3)
    void mistakesOfTheCallerAreExplained() {
        assertProblem(api.post("/runs", "{\"districtId\": \"no such district\"}"), 404);
        assertProblem(api.post("/runs", "{\"districtId\": "), 400);
        assertProblem(api.post("/runs", "{}"), 400);
        assertProblem(
                api.post("/runs", "{\"districtId\": \"" + DISTRICT + "\", \"options\": {\"loadStrategy\": \"x\"}}"),
                400);
        assertProblem(api.get("/runs/mig-20260101T000000Z-999"), 404);
    }

    @Test
    @Order(4)
    void aDryRunWritesNothing() {
        dryRun = order("{\"districtId\": \"" + DISTRICT + "\", \"options\": {\"dryRun\": true}}");

        assertCompleted(api.await(dryRun, "COMPLETED", "FAILED", "AWAITING_INTERVENTION", "STUCK"));

        assertThat(CertFingerprint.take(servers).differences(before)).isEmpty();
    }

    /** What the later runs have to hide, and a message that nobody understands. */
    @Test
    @Order(5)
    void everyTextAndDocumentOfProdSpeaksOfSomebodyUnknown() throws Exception {
        canaries.plant(api.get("/runs/" + dryRun + "/report").json().path("columns"));

        canaries.plantBetweenPeople();

        assertThat(canaries.count()).as("columns with a canary").isGreaterThan(20);
        assertThat(canaries.relationships()).as("relationships with a canary").isPositive();
        Traces.send(state, "datamig.batches.extracted", POISON);
    }

    @Test
    @Order(6)
    void theSameOrderTwiceIsOneRun() {
        String body = "{\"districtId\": \"" + DISTRICT + "\"}";
        run = api.post("/runs", body, "Idempotency-Key", "one order")
                .json()
                .path("id")
                .asText();

        assertThat(api.post("/runs", body, "Idempotency-Key", "one order")
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(run)
                .startsWith("mig-");
    }

    @Test
    @Order(7)
    void theRunCompletes() {
        assertCompleted(api.await(run, "COMPLETED", "FAILED", "AWAITING_INTERVENTION", "STUCK"));
    }

    @Test
    @Order(8)
    void thePhasesStream() {
        JsonNode phases = api.get("/runs/" + run).json().path("phases");

        assertThat(time(phases, "ANONYMIZE", "startedAt"))
                .as("the first batch is masked before the last one is extracted")
                .isBefore(time(phases, "EXTRACT", "finishedAt"));
        assertThat(time(phases, "LOAD", "startedAt"))
                .as("nothing is loaded before everything is validated")
                .isAfterOrEqualTo(time(phases, "VALIDATE", "finishedAt"));
    }

    @Test
    @Order(9)
    void everyRowIsCounted() {
        JsonNode tables = api.get("/runs/" + run + "/tables").json().path("tables");

        assertThat(tables).isNotEmpty().allSatisfy(table -> {
            long expected =
                    table.path("owned").asLong() + table.path("reference").asLong();
            assertThat(table.path("extracted").asLong()).isEqualTo(expected);
            assertThat(table.path("anonymized").asLong()).isEqualTo(expected);
            assertThat(table.path("validated").asLong()).isEqualTo(expected);
            long loaded = table.path("inserted").asLong()
                    + table.path("updated").asLong()
                    + table.path("unchanged").asLong()
                    + table.path("matched").asLong();
            assertThat(loaded).isEqualTo(expected);
        });
    }

    @Test
    @Order(10)
    void anIndependentLookIntoCertAgrees() {
        SandboxCheckResult check = SandboxCheck.check(servers, DISTRICT, before);
        scan = TraceScan.of(servers);

        assertThat(check.lines()).isNotEmpty().allMatch(line -> line.ok());
        assertThat(check.passed()).isTrue();
        assertThat(check.people()).hasSize(3);
    }

    @Test
    @Order(11)
    void theReportComesInThreeForms() {
        String path = "/runs/" + run + "/report";

        assertThat(api.text(path, "application/json")).contains("\"personalValuesReplaced\"");
        assertThat(api.text(path, "text/markdown")).contains(run);
        assertThat(api.text(path, "text/html")).contains("<html").contains(run);
    }

    @Test
    @Order(12)
    void theEventsTellTheStory() {
        String events = api.text("/runs/" + run + "/events?follow=false", "text/event-stream");

        assertThat(events).contains("EXTRACTING").contains("LOADING").contains("COMPLETED");
        assertThat(api.get("/runs/" + run + "/audit").json()).isNotEmpty();
    }

    @Test
    @Order(13)
    void anAuditOfCertPasses() {
        JsonNode audit = api.post("/runs/" + run + "/validation", "{}").json();

        assertThat(audit.path("passed").asBoolean()).as(audit.toString()).isTrue();
    }

    @Test
    @Order(14)
    void aRollbackWantsToBeConfirmed() {
        assertProblem(api.post("/runs/" + run + "/rollback", "{}"), 400);
        assertProblem(api.post("/runs/" + run + "/rollback", "{\"confirm\": \"something else\"}"), 400);
        assertProblem(api.post("/runs/" + run + "/pause", "{}"), 409);
    }

    @Test
    @Order(15)
    void aRollbackLeavesCertAsItWas() {
        Api.Reply reply = api.post("/runs/" + run + "/rollback", "{\"confirm\": \"" + run + "\"}");
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(202);

        api.await(run, "ROLLED_BACK", "STUCK", "AWAITING_INTERVENTION");

        assertThat(api.get("/runs/" + run).json().path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(CertFingerprint.take(servers).differences(before)).isEmpty();
    }

    /** Whichever table of the last PostgreSQL store got rows: its next row is refused, and so the whole store. */
    @Test
    @Order(16)
    void oneStoreThatFailsLeavesTheOthersAsTheyWere() throws SQLException {
        String name = tableWithNewRows("adb");
        PgEndpoint cert = servers.cert();
        try (Connection connection =
                        DriverManager.getConnection(cert.jdbcUrl("adb"), cert.username(), cert.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create function broken() returns trigger language plpgsql as"
                    + " 'begin raise exception ''" + Canaries.ofFailure("trigger")
                    + "'' using detail = ''" + Canaries.ofFailure("detail") + "''; end'");
            try {
                statement.execute(
                        "create trigger broken before insert on " + name + " for each row execute function broken()");
                String id = order("{\"districtId\": \"" + DISTRICT + "\"}");
                JsonNode ended = api.await(id, "COMPLETED", "FAILED", "AWAITING_INTERVENTION", "STUCK");
                assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("FAILED");
                assertThat(ended.path("failure").path("message").asText()).contains("adb", "P0001");
                assertThat(api.text("/runs/" + id + "/report", "text/markdown")).contains("P0001");
                failed = id;
            } finally {
                statement.execute("drop function broken() cascade");
            }
        }
        assertThat(CertFingerprint.take(servers).differences(before)).isEmpty();
    }

    /** Neither originals nor canaries, and nothing that a database or a parser said of them. */
    @Test
    @Order(17)
    void nobodyOfProdLeavesATraceThatCanBeReadWithoutAKey() throws Exception {
        canaries.forbid(scan);
        List.of("trigger", "detail", "poison").forEach(where -> scan.email(Canaries.ofFailure(where)));
        var traces = new Traces(state, folder, scan);

        traces.staging();
        traces.topics(List.of(POISON));
        traces.services();
        traces.coordinatorsDatabase();
        for (String id : List.of(dryRun, run, failed)) {
            traces.answers(api, id);
        }

        assertThat(scan.problems()).isEmpty();
        assertThat(scan.values()).isGreaterThan(100);
        assertThat(traces.files()).isGreaterThan(100);
        assertThat(traces.deadLetters()).isPositive();
        assertThat(traces.rows()).as("rows of the coordinator's database").isGreaterThan(100);
        scan.look("the scan itself", canaries.example());
        assertThat(scan.problems()).as("a canary would have been found").hasSizeGreaterThan(1);
    }

    private String tableWithNewRows(String store) {
        for (JsonNode table : api.get("/runs/" + run + "/tables").json().path("tables")) {
            if (table.path("store").asText().equals(store)
                    && table.path("owned").asLong() > 0
                    && table.path("planned").path("inserted").asLong() > 0) {
                return table.path("table").asText();
            }
        }
        throw new AssertionError("nothing was inserted into " + store);
    }

    private String order(String body) {
        Api.Reply reply = api.post("/runs", body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(202);
        return reply.json().path("id").asText();
    }

    /** When it did not complete, the report says why. */
    private void assertCompleted(JsonNode ended) {
        assertThat(ended.path("state").asText())
                .as(() -> ended.path("failure") + " "
                        + api.get("/runs/" + ended.path("id").asText() + "/report")
                                .json()
                                .path("findings"))
                .isEqualTo("COMPLETED");
    }

    private static void assertProblem(Api.Reply reply, int status) {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(status);
        assertThat(reply.contentType()).contains("application/problem+json");
        assertThat(reply.json().path("code").asText()).isNotEmpty();
        assertThat(reply.json().path("hint").asText()).isNotEmpty();
    }

    private static Instant time(JsonNode phases, String phase, String field) {
        for (JsonNode one : phases) {
            if (one.path("phase").asText().equals(phase)) {
                return Instant.parse(one.path(field).asText());
            }
        }
        throw new AssertionError("no phase " + phase);
    }
}
