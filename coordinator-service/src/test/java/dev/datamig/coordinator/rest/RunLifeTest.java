package dev.datamig.coordinator.rest;

import static dev.datamig.coordinator.rest.Calls.act;
import static dev.datamig.coordinator.rest.Calls.awaitState;
import static dev.datamig.coordinator.rest.Calls.order;
import static dev.datamig.coordinator.rest.Calls.states;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.UndecidedColumn;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.coordinator.CoordinatorServers;
import dev.datamig.coordinator.FakeServices;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.StagingArea;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CoordinatorServers.class)
class RunLifeTest {

    private static FakeServices services;

    @BeforeAll
    static void startServices() {
        services = new FakeServices(TestServers.kafka().bootstrapServers());
    }

    @AfterAll
    static void stopServices() {
        services.close();
    }

    @Test
    void usesTheSealedFilesOfAnEarlierRunInsteadOfReadingProd() {
        RunId earlier = order("d-26", Map.of("skipLoad", true));
        awaitState(earlier, "COMPLETED");
        given().contentType("application/json")
                .body(Map.of("districtId", "d-26", "options", Map.of("reuseRun", earlier.value())))
                .post("/api/v1/runs")
                .then()
                .statusCode(422)
                .body("code", is("COO-033"))
                .body("detail", containsString("before its set was sealed"));
        StagingArea.open(ConfigProvider.getConfig().getValue("datamig.staging", String.class))
                .put(StagingLayout.sealedManifest(earlier), "{}".getBytes(StandardCharsets.UTF_8));
        given().contentType("application/json")
                .body(Map.of("districtId", "d-27", "options", Map.of("reuseRun", earlier.value())))
                .post("/api/v1/runs")
                .then()
                .statusCode(422)
                .body("detail", containsString("another district"));

        RunId run = order("d-26", Map.of("skipExtraction", true));
        awaitState(run, "COMPLETED");
        assertThat(services.seen(ExtractCommand.ExtractDistrict.class, run)).isEmpty();
        assertThat(services.seen(ValidateCommand.ReuseSet.class, run))
                .extracting(ValidateCommand.ReuseSet::from)
                .containsExactly(earlier);
        assertThat(services.seen(LoadCommand.LoadStore.class, run)).hasSize(FakeServices.STORES.size());
        when().get("/api/v1/runs/" + run)
                .then()
                .body("options.reuseRun", is(earlier.value()))
                .body("phases[0].rowsDone", is(175));
        assertThat(given().accept("text/markdown")
                        .get("/api/v1/runs/" + run + "/report")
                        .asString())
                .contains("the sealed files of " + earlier.value() + " were used again");
    }

    @Test
    void takesADistrictTheWholeWayAndBackAgain() {
        RunId run = order("d-1", Map.of());
        awaitState(run, "COMPLETED");
        assertThat(states(run))
                .startsWith("QUEUED", "EXTRACTING")
                .containsSubsequence("ANONYMIZING", "VALIDATING", "LOADING", "VERIFYING", "COMPLETED");
        assertThat(services.seen(BatchManifest.class, run).stream().filter(BatchManifest::resumed))
                .hasSize(5);
        assertThat(FakeServices.STORES.stream().flatMap(store -> services.places(run, store).stream()))
                .as("each store's orders in a partition of their own")
                .hasSize(FakeServices.STORES.size())
                .doesNotHaveDuplicates();
        List<Map<String, Object>> tables =
                when().get("/api/v1/runs/" + run + "/tables").then().extract().path("tables");
        assertThat(tables).hasSize(10);
        assertThat(tables.getFirst())
                .containsEntry("store", "five")
                .containsEntry("table", "public.note")
                .containsEntry("owned", 10)
                .containsEntry("extracted", 10)
                .containsEntry("anonymized", 10)
                .containsEntry("validated", 10)
                .containsEntry("inserted", 10);
        when().get("/api/v1/runs/" + run + "/report")
                .then()
                .statusCode(200)
                .body("state", is("COMPLETED"))
                .body("totals.rows", is(175))
                .body("totals.personalValuesReplaced", is(175))
                .body("totals.rowsLoaded", is(160))
                .body("totals.leaksFound", is(0))
                .body("phases.find { it.phase == 'REPORT' }.state", is("DONE"));
        await().untilAsserted(() -> assertThat(services.events())
                .anyMatch(e -> e.contains(run.value()) && e.contains("\"to\":\"COMPLETED\""))
                .anyMatch(e -> e.contains(run.value()) && e.contains("\"phase\":\"ANONYMIZE\"")));

        act(run, "rollback", Map.of()).statusCode(400).body("code", is("COO-013"));
        act(run, "rollback", Map.of("confirm", run.value())).statusCode(202);
        awaitState(run, "ROLLED_BACK");
        assertUndoneInOrder(run);
        when().get("/api/v1/runs/" + run + "/report").then().body("totals.rowsLoaded", is(0));
    }

    private static void assertUndoneInOrder(RunId run) {
        Map<String, List<String>> after = services.seen(LoadCommand.UndoStore.class, run).stream()
                .collect(Collectors.toMap(
                        LoadCommand.UndoStore::store,
                        order -> Objects.requireNonNull(order.group()).after()));
        assertThat(after.keySet()).containsExactlyInAnyOrderElementsOf(FakeServices.STORES);
        assertThat(after.get("five")).isEmpty();
        assertThat(after.get("three")).contains("four", "five");
        assertThat(after.get("one")).contains("three", "four", "five");
    }

    @Test
    void compensatesWhenTheFifthStoreFailsThoseThatReferToOthersFirst() {
        services.script(
                "d-2",
                (message, usual) -> message instanceof LoadCommand.LoadStore load
                                && load.store().equals("five")
                        ? List.of(FakeServices.failed(load, FailureCategory.FATAL))
                        : usual);
        RunId run = order("d-2", Map.of());
        awaitState(run, "FAILED");
        assertThat(states(run)).containsSubsequence("LOADING", "COMPENSATING", "FAILED");
        assertThat(services.seen(LoadCommand.CheckUndo.class, run)).hasSize(5);
        assertUndoneInOrder(run);
        int last = services.seen(LoadCommand.LoadStore.class, run).stream()
                .mapToInt(LoadCommand::attempt)
                .max()
                .orElseThrow();
        var staging = StagingArea.open(ConfigProvider.getConfig().getValue("datamig.staging", String.class));
        await().untilAsserted(() -> assertThat(staging.get(StagingLayout.loadsCalledOff(run)))
                .hasValueSatisfying(mark -> assertThat(new String(mark, StandardCharsets.UTF_8))
                        .containsPattern("\"attempt\" *: *" + last + "\\b")));
        when().get("/api/v1/runs/" + run)
                .then()
                .body("failure.code", is("TST-001"))
                .body("allowedActions", is(List.of("retry")));
    }

    @Test
    void retriesWhatPassesAndGivesTheLoaderNewNumbers() {
        AtomicInteger batches = new AtomicInteger();
        AtomicInteger loads = new AtomicInteger();
        services.script("d-3", (message, usual) -> switch (message) {
            case BatchManifest m
            when m.table().store().equals("two") && m.part() == 2 && batches.incrementAndGet() <= 2 ->
                List.of(FakeServices.failed(m, FailureCategory.TRANSIENT));
            case LoadCommand.LoadStore m
            when m.store().equals("one") && loads.incrementAndGet() <= 3 ->
                List.of(FakeServices.failed(m, FailureCategory.TRANSIENT));
            default -> usual;
        });
        RunId run = order("d-3", Map.of());
        awaitState(run, "COMPLETED");
        assertThat(services.seen(LoadCommand.LoadStore.class, run).stream()
                        .filter(m -> m.store().equals("one"))
                        .map(LoadCommand.LoadStore::attempt))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .isSorted();
        when().get("/api/v1/runs/" + run + "/report").then().body("failures.size()", is(5));
    }

    @Test
    void givesUpAfterThreeRetriesAndCompensates() {
        services.script(
                "d-4",
                (message, usual) -> message instanceof LoadCommand.LoadStore load
                                && load.store().equals("three")
                        ? List.of(FakeServices.failed(load, FailureCategory.TRANSIENT))
                        : usual);
        RunId run = order("d-4", Map.of());
        awaitState(run, "FAILED");
        assertThat(services.seen(LoadCommand.LoadStore.class, run).stream()
                        .filter(m -> m.store().equals("three")))
                .hasSize(4);
        services.script("d-4", (message, usual) -> usual);
        act(run, "retry", Map.of()).statusCode(202);
        awaitState(run, "COMPLETED");
        assertThat(services.seen(ExtractCommand.ExtractDistrict.class, run).stream()
                        .map(ExtractCommand.ExtractDistrict::attempt))
                .containsExactly(1, 2);
    }

    @Test
    void waitsForApprovalWithThePlanInSight() {
        RunId run = order("d-5", Map.of("requireApproval", true));
        awaitState(run, "AWAITING_APPROVAL");
        Calls.run(run)
                .body("checkpoint.type", is("APPROVAL"))
                .body("checkpoint.choices", is(List.of("approve", "reject")));
        when().get("/api/v1/runs/" + run + "/tables").then().body("tables[1].planned.inserted", is(22));
        assertThat(services.seen(LoadCommand.LoadStore.class, run)).isEmpty();
        act(run, "pause", Map.of())
                .statusCode(409)
                .body("code", is("COO-031"))
                .body("allowedActions", is(List.of("cancel", "approve", "reject")));
        act(run, "approve", Map.of("comment", "looks right")).statusCode(202);
        awaitState(run, "COMPLETED");
        when().get("/api/v1/runs/" + run + "/audit").then().body(containsString("looks right"));
    }

    @Test
    void rejectingEndsTheRunWithNothingWritten() {
        RunId run = order("d-6", Map.of("requireApproval", true));
        awaitState(run, "AWAITING_APPROVAL");
        act(run, "reject", Map.of()).statusCode(202);
        awaitState(run, "CANCELLED");
        assertThat(services.seen(LoadCommand.class, run)).allMatch(LoadCommand.PlanLoad.class::isInstance);
    }

    @Test
    void aDryRunOnlyPlansAndSkipLoadOnlySeals() {
        RunId dry = order("d-7", Map.of("dryRun", true));
        RunId sealed = order("d-8", Map.of("skipLoad", true));
        awaitState(dry, "COMPLETED");
        awaitState(sealed, "COMPLETED");
        assertThat(services.seen(LoadCommand.PlanLoad.class, dry)).hasSize(5);
        assertThat(services.seen(LoadCommand.LoadStore.class, dry)).isEmpty();
        assertThat(services.seen(LoadCommand.class, sealed)).isEmpty();
        act(dry, "rollback", Map.of("confirm", dry.value())).statusCode(409);
    }

    @Test
    void theReportHasWhatTheLastPlanOfAStoreWarnsOf() {
        services.script(
                "d-31",
                (message, usual) -> message instanceof LoadCommand.PlanLoad m
                                && m.store().equals("two")
                        ? List.of(new Outcome.LoadPlanned(
                                m.run(),
                                m.attempt(),
                                m.store(),
                                List.of(),
                                List.of(),
                                null,
                                new StorePlan(List.of(), List.of(), List.of(), 0, 0, List.of("no index on <b>"))))
                        : usual);
        RunId run = order("d-31", Map.of("dryRun", true));
        awaitState(run, "COMPLETED");

        when().get("/api/v1/runs/" + run + "/report")
                .then()
                .body("planWarnings.store", is(List.of("two")))
                .body("planWarnings.message", is(List.of("no index on <b>")));
        for (String type : List.of("text/html", "text/markdown")) {
            given().accept(type)
                    .when()
                    .get("/api/v1/runs/" + run + "/report")
                    .then()
                    .body(containsString("Warnings of the plan"))
                    .body(containsString("no index on "))
                    .body(not(containsString("on <b>")));
        }
    }

    @Test
    void aProblemInOnePlanStopsTheRunBeforeTheFirstWrite() {
        services.script(
                "d-9",
                (message, usual) ->
                        message instanceof LoadCommand.PlanLoad m && m.store().equals("two")
                                ? List.of(new Outcome.LoadPlanned(
                                        m.run(),
                                        m.attempt(),
                                        m.store(),
                                        List.of(),
                                        List.of(FakeServices.failure(FailureCategory.FATAL))))
                                : usual);
        RunId run = order("d-9", Map.of());
        awaitState(run, "FAILED");
        assertThat(services.seen(LoadCommand.LoadStore.class, run)).isEmpty();
        Calls.run(run).body("failure.code", is("TST-001"));
    }

    @Test
    void anObjectionOfACheckFailsTheRunAtTheGateWithAllFindings() {
        services.script("d-10", (message, usual) -> {
            if (!(message instanceof BatchManifest m) || usual.size() < 2) {
                return usual;
            }
            var finding = new Finding(
                    "VAL-LEAK", Finding.Severity.ERROR, m.table(), "email", 2, "2 values of <script> are still there");
            return List.of(
                    usual.getFirst(), new Outcome.BatchValidated(m.run(), m.attempt(), m.ref(), List.of(finding)));
        });
        RunId run = order("d-10", Map.of());
        awaitState(run, "FAILED");
        when().get("/api/v1/runs/" + run + "/report")
                .then()
                .body("failure.code", is("COO-002"))
                .body("totals.leaksFound", is(30))
                .body("findings.size()", is(10));
        String html = given().accept("text/html")
                .when()
                .get("/api/v1/runs/" + run + "/report")
                .then()
                .contentType(containsString("text/html"))
                .extract()
                .asString();
        assertThat(html).contains("2 values of &lt;script&gt; are still there").doesNotContain("<script>");
        assertThat(html).contains("District &lt;10&gt; &amp; Söhne");
        given().accept("text/markdown")
                .when()
                .get("/api/v1/runs/" + run + "/report")
                .then()
                .contentType(containsString("text/markdown"))
                .body(containsString("# Migration of District \\<10\\> & Söhne"));
    }

    @Test
    void aGapInTheRulesWaitsForAPersonAndIsTriedAnewUnderNewRules() {
        services.script(
                "d-11",
                (message, usual) -> message instanceof BatchManifest m
                                && m.attempt() == 1
                                && m.table().equals(new TableId("four", "public.person"))
                        ? List.of(FakeServices.failed(m, FailureCategory.BLOCKING))
                        : usual);
        RunId run = order("d-11", Map.of());
        awaitState(run, "AWAITING_INTERVENTION");
        Calls.run(run).body("checkpoint.type", is("INTERVENTION")).body("failure.category", is("BLOCKING"));
        act(run, "retry", Map.of()).statusCode(202);
        awaitState(run, "COMPLETED");
        Calls.run(run).body("attempt", is(2)).body("phases[0].attempts", is(2));
    }

    @Test
    void columnsWithoutARuleAskForADecisionThatIsPinnedAndRecorded() {
        var staging = StagingArea.open(ConfigProvider.getConfig().getValue("datamig.staging", String.class));
        var column = new UndecidedColumn(
                new TableId("one", "public.person"),
                "one:public.person(nick)",
                "GIVEN_NAME",
                0.8,
                "name contains 'nick name'",
                List.of("fake", "nullify", "keep"));
        services.script("d-20", (message, usual) -> switch (message) {
            case AnonymizeCommand.ClassifyRun m
            when m.attempt() == 1 -> List.of(new Outcome.RunClassified(m.run(), 1, 10, 3, List.of(column), List.of()));
            case BatchManifest m when m.attempt() == 1 -> List.of();
            default -> usual;
        });
        RunId run = order("d-20", Map.of());
        awaitState(run, "AWAITING_INTERVENTION");
        Calls.run(run)
                .body("checkpoint.type", is("DECISION"))
                .body("checkpoint.columns[0].column", is("one:public.person(nick)"))
                .body("checkpoint.columns[0].choices", is(List.of("fake", "nullify", "keep")))
                .body("failure.code", is("ANO-002"));

        act(run, "approve", Map.of()).statusCode(400).body("code", is("COO-042"));
        act(run, "approve", Map.of("others", "drop")).statusCode(400).body("code", is("COO-042"));
        Map<String, Object> decision = Map.of("columns", List.of("one:public.person(nick)"), "strategy", "keep");
        act(run, "approve", Map.of("decisions", List.of(decision), "others", "nullify"))
                .statusCode(202);
        awaitState(run, "COMPLETED");

        Calls.run(run).body("attempt", is(2));
        String file = new String(
                staging.get(StagingLayout.pinned(run, StagingLayout.DECISIONS)).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(file).contains("one:public.person(nick)", "\"unclassified\" : \"nullify\"");
        assertThat(when().get("/api/v1/runs/" + run + "/audit").then().extract().asString())
                .contains("one:public.person(nick)")
                .contains("nullify");
    }

    @Test
    void cancellingALoadUndoesIt() {
        services.script(
                "d-12",
                (message, usual) -> message instanceof LoadCommand.LoadStore load
                                && load.store().equals("five")
                        ? List.of()
                        : usual);
        RunId run = order("d-12", Map.of());
        awaitState(run, "LOADING");
        when().get("/api/v1/runs/" + run).then().body("lastHeardAt", notNullValue());
        act(run, "cancel", Map.of()).statusCode(202);
        awaitState(run, "CANCELLED");
        when().get("/api/v1/runs/" + run).then().body("lastHeardAt", nullValue());
        assertThat(services.seen(LoadCommand.UndoStore.class, run)).hasSize(5);
        Calls.run(run).body("allowedActions", is(List.of()));
    }

    @Test
    void aPausedRunTakesAnswersInButSetsNothingGoing() {
        services.script(
                "d-13", (message, usual) -> message instanceof ExtractCommand.ExtractDistrict ? List.of() : usual);
        RunId run = order("d-13", Map.of());
        awaitState(run, "EXTRACTING");
        act(run, "pause", Map.of()).statusCode(202);
        awaitState(run, "PAUSED");
        services.send(new Outcome.ExtractionStarted(run, 1, List.of(), List.of()));
        services.send(new Outcome.ExtractionCompleted(run, 1, List.of()));
        await().untilAsserted(() -> assertThat(
                        when().get("/api/v1/runs/" + run).then().extract().<String>path("phases[0].state"))
                .isEqualTo("DONE"));
        assertThat(services.seen(ValidateCommand.class, run)).isEmpty();
        act(run, "resume", Map.of()).statusCode(202);
        awaitState(run, "COMPLETED");
    }

    @Test
    void whatTheExtractionFoundIsInTheReportOnceHoweverOftenItIsTold() {
        var finding =
                new Finding("EXT-ORPHAN", Finding.Severity.WARNING, new TableId("ids", "public.note"), "a", 7, "x");
        services.script("d-21", (message, usual) -> {
            if (message instanceof ExtractCommand.ExtractDistrict) {
                var started = (Outcome.ExtractionStarted) usual.getFirst();
                var told = new Outcome.ExtractionStarted(
                        started.run(), started.attempt(), started.snapshots(), started.tables(), List.of(finding));
                usual.set(0, told);
                usual.add(told);
            }
            return usual;
        });
        RunId run = order("d-21", Map.of());
        awaitState(run, "COMPLETED");
        when().get("/api/v1/runs/" + run + "/report")
                .then()
                .body("findings.findAll { it.check == 'EXT-ORPHAN' }.phase", is(List.of("EXTRACT")))
                .body("findings.findAll { it.check == 'EXT-ORPHAN' }.count", is(List.of(7)));
    }

    @Test
    void anUndoThatTheLedgerRefusesAsksForADecisionAndCanBeForced() {
        services.script(
                "d-14",
                (message, usual) -> message instanceof LoadCommand.UndoStore undo && !undo.force()
                        ? List.of(FakeServices.failed(undo, FailureCategory.BLOCKING))
                        : usual);
        RunId run = order("d-14", Map.of());
        awaitState(run, "COMPLETED");
        act(run, "rollback", Map.of("confirm", run.value())).statusCode(202);
        awaitState(run, "AWAITING_INTERVENTION");
        Calls.run(run).body("checkpoint.type", is("DECISION"));
        act(run, "rollback", Map.of("confirm", run.value(), "force", true)).statusCode(202);
        awaitState(run, "ROLLED_BACK");
    }

    @Test
    void noStoreIsUndoneWhenOneRefusesAndTheRunCanStayLoaded() {
        services.script(
                "d-28",
                (message, usual) -> message instanceof LoadCommand.CheckUndo check
                                && check.store().equals("four")
                        ? List.of(new Outcome.UndoChecked(
                                check.run(),
                                check.attempt(),
                                "four",
                                List.of(new Failure(FailureCategory.BLOCKING, "LOD-015", "2 rows of t", "ask"))))
                        : usual);
        RunId run = order("d-28", Map.of());
        awaitState(run, "COMPLETED");
        RunId newer = order("d-28", Map.of());
        awaitState(newer, "COMPLETED");
        act(run, "rollback", Map.of("confirm", run.value())).statusCode(202);
        awaitState(run, "AWAITING_INTERVENTION");
        Calls.run(run)
                .body("failure.message", is("four: 2 rows of t"))
                .body("allowedActions", is(List.of("retry", "reject", "rollback")));
        act(newer, "rollback", Map.of("confirm", newer.value()))
                .statusCode(409)
                .body("code", is("COO-030"))
                .body("detail", endsWith(": " + run + " is AWAITING_INTERVENTION"));
        act(run, "reject", Map.of()).statusCode(202);
        awaitState(run, "COMPLETED");
        assertThat(services.seen(LoadCommand.UndoStore.class, run)).isEmpty();
        Calls.run(run).body("failure", nullValue()).body("allowedActions", is(List.of("rollback")));
    }

    @Test
    void anUndoThatFailsForGoodIsStuckAndCanBeTriedAgain() {
        services.script(
                "d-15",
                (message, usual) -> message instanceof LoadCommand.UndoStore undo
                                && undo.store().equals("two")
                        ? List.of(FakeServices.failed(undo, FailureCategory.RETRIABLE))
                        : usual);
        RunId run = order("d-15", Map.of());
        awaitState(run, "COMPLETED");
        act(run, "rollback", Map.of("confirm", run.value())).statusCode(202);
        awaitState(run, "STUCK");
        services.script("d-15", (message, usual) -> usual);
        act(run, "retry", Map.of()).statusCode(202);
        awaitState(run, "ROLLED_BACK");
    }

    @Test
    void anAuditThatDoesNotPassUndoesTheLoad() {
        services.script(
                "d-16",
                (message, usual) -> message instanceof ValidateCommand.AuditTarget m
                        ? List.of(new Outcome.TargetAudited(m.requestId(), m.run(), m.attempt(), false, List.of()))
                        : usual);
        RunId run = order("d-16", Map.of());
        awaitState(run, "FAILED");
        assertThat(states(run)).containsSubsequence("VERIFYING", "COMPENSATING", "FAILED");
    }

    @Test
    void anEndedRunHasItsReportsInTheStagingAreaAndNoKey() {
        var staging = StagingArea.open(ConfigProvider.getConfig().getValue("datamig.staging", String.class));
        RunId run = order("d-17", Map.of());
        staging.put(StagingLayout.wrappedKey(run), new byte[] {1});
        awaitState(run, "COMPLETED");
        await().untilAsserted(() -> assertThat(staging.list("runs/" + run + "/reports/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder(
                        "anonymization-report.json",
                        "load-report.json",
                        "migration-report.html",
                        "migration-report.json",
                        "migration-report.md"));
        await().untilAsserted(() ->
                assertThat(staging.exists(StagingLayout.wrappedKey(run))).isFalse());
        assertThat(staging.get(StagingLayout.pinned(run, "anonymization-rules.yaml")))
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(CoordinatorServers.RULES));
        await().untilAsserted(() -> Calls.run(run).body("phases[5].state", is("DONE")));
    }

    @Test
    void holdsCertAgainstARunWhenAsked() {
        RunId run = order("d-18", Map.of());
        awaitState(run, "COMPLETED");
        act(run, "validation", Map.of())
                .statusCode(200)
                .body("passed", is(true))
                .body("findings", notNullValue());
        when().get("/api/v1/runs/" + run + "/validation").then().statusCode(200).body("passed", is(true));
        Calls.run(run).body("state", is("COMPLETED"));
    }

    @Test
    void anOutcomeThatComesTwiceOrCannotBeReadDoesNoHarm() {
        services.script(
                "d-19",
                (message, usual) -> message instanceof ExtractCommand
                        ? usual
                        : Stream.of(usual, usual).flatMap(List::stream).toList());
        services.sendRaw(Topics.OUTCOMES, "x", "{\"type\":\"NoSuchThing\"}");
        services.sendRaw(Topics.OUTCOMES, "x", "not JSON");
        RunId run = order("d-19", Map.of());
        awaitState(run, "COMPLETED");
        Calls.run(run).body("phases[1].rowsDone", is(175));
        assertThat(services.seen(LoadCommand.LoadStore.class, run)).hasSize(5);
        await().untilAsserted(() -> assertThat(services.dead()).contains("not JSON"));
    }
}
