package dev.datamig.coordinator.rest;

import static dev.datamig.coordinator.rest.Calls.awaitState;
import static dev.datamig.coordinator.rest.Calls.order;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.coordinator.CoordinatorServers;
import dev.datamig.coordinator.FakeServices;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.StagingArea;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CoordinatorServers.class)
class ApiTest {

    private static FakeServices services;

    @BeforeAll
    static void startServices() {
        services = new FakeServices(TestServers.kafka().bootstrapServers());
    }

    @AfterAll
    static void stopServices() {
        services.close();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post("/api/v1" + path)
                .then();
    }

    private static void problem(ValidatableResponse response, int status, String code) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code))
                .body("hint", notNullValue())
                .body("status", is(status));
    }

    @Test
    void everyErrorIsAProblemDocumentWithCodeAndHint() {
        problem(post("/runs", "{"), 400, "COO-010");
        problem(post("/runs", "[1]"), 400, "COO-010");
        problem(post("/runs", ""), 400, "COO-012");
        problem(post("/runs", "{}"), 400, "COO-012");
        problem(post("/runs", "{\"districtId\":\"d-1\",\"dryRun\":true}"), 400, "COO-011");
        problem(post("/runs", "{\"districtId\":\"d-1\",\"options\":{\"dryRn\":true}}"), 400, "COO-011");
        problem(post("/runs", "{\"districtId\":\"d-1\",\"options\":{\"dryRun\":\"maybe\"}}"), 400, "COO-012");
        problem(post("/runs", "{\"districtId\":\"d-1\",\"options\":{\"loadStrategy\":\"wipe\"}}"), 400, "COO-012");
        problem(post("/runs", "{\"districtId\":\"d-1\",\"options\":{\"skipExtraction\":true}}"), 422, "COO-033");
        problem(post("/runs", "{\"districtId\":\"nowhere\"}"), 404, "COO-021");
        problem(post("/waves", "{\"districts\":[\"d-1\",\"nowhere\"]}"), 404, "COO-021");
        problem(post("/waves", "{\"districts\":[]}"), 400, "COO-012");
        problem(when().get("/api/v1/runs/mig-20200101T000000Z-999").then(), 404, "COO-020");
        problem(when().get("/api/v1/runs/whatever").then(), 404, "COO-020");
        problem(post("/runs/mig-20200101T000000Z-999/cancel", "{}"), 404, "COO-020");
        problem(when().get("/api/v1/runs?state=DANCING").then(), 400, "COO-012");
        problem(when().get("/api/v1/runs?limit=many").then(), 400, "COO-012");
        problem(when().get("/api/v1/nothing").then(), 404, "COO-024");
        problem(when().delete("/api/v1/runs").then(), 405, "COO-025");
        problem(when().get("/api/v1/waves/none").then(), 404, "COO-022");
        problem(
                given().contentType("text/plain")
                        .body("x")
                        .when()
                        .post("/api/v1/runs")
                        .then(),
                415,
                "COO-027");
        problem(
                given().accept("image/png")
                        .when()
                        .get("/api/v1/runs/whatever/tables")
                        .then(),
                406,
                "COO-026");
    }

    @Test
    void aDistrictHasOneActiveRunAndAnIdempotencyKeyGivesTheSameRunAgain() {
        services.script(
                "d-31", (message, usual) -> message instanceof ExtractCommand.ExtractDistrict ? List.of() : usual);
        String first = keyed("k-1", "d-31").statusCode(202).extract().path("id");
        assertThat(keyed("k-1", "d-31").statusCode(202).extract().<String>path("id"))
                .isEqualTo(first);
        problem(keyed("k-1", "d-32"), 422, "COO-032");
        problem(keyed("k-2", "d-31"), 409, "COO-030");
        keyed("k-2", "d-31").body("detail", containsString(first));
        post("/runs/" + first + "/cancel", "").statusCode(202);
        awaitState(new RunId(first), "CANCELLED");
        assertThat(keyed("k-1", "d-31").statusCode(202).extract().<String>path("id"))
                .isEqualTo(first);
    }

    private static ValidatableResponse keyed(String key, String district) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("districtId", district))
                .when()
                .post("/api/v1/runs")
                .then();
    }

    @Test
    void saysThatNobodyListsTheDistricts() {
        services.silent(true);
        try {
            problem(post("/runs", "{\"districtId\":\"unheard-of\"}"), 503, "COO-040");
        } finally {
            services.silent(false);
        }
    }

    @Test
    void listsRunsByStateAndDistrictInPages() {
        RunId run = order("d-33", Map.of("skipLoad", true));
        awaitState(run, "COMPLETED");
        when().get("/api/v1/runs?district=d-33&state=completed&limit=1")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of(run.value())))
                .body("items[0].requestedBy", is("tester"))
                .body("total", is(1))
                .body("limit", is(1));
        when().get("/api/v1/runs?district=d-33&state=FAILED").then().body("total", is(0));
    }

    @Test
    void sendsEventsFromTheStartOrFromWhereTheListenerWas() throws Exception {
        RunId run = order("d-34", Map.of());
        awaitState(run, "COMPLETED");
        await().untilAsserted(() -> Calls.run(run).body("phases[5].state", is("DONE")));
        String all = events(run, null);
        assertThat(all)
                .contains("id:1\n", "event:state", "\"to\":\"QUEUED\"", "\"to\":\"COMPLETED\"", "event:progress");
        long last = all.lines().filter(line -> line.startsWith("id:")).count();
        assertThat(all).contains("id:" + last);
        String rest = events(run, Long.toString(last - 1));
        assertThat(rest.lines().filter(line -> line.startsWith("id:"))).containsExactly("id:" + last);
    }

    private static String events(RunId run, String last) throws Exception {
        int port = RestAssured.port;
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/runs/" + run + "/events?follow=false"));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            return response.body();
        }
    }

    @Test
    void aWaveRunsSoManyAtOnce() {
        services.script(
                "d-35", (message, usual) -> message instanceof ExtractCommand.ExtractDistrict ? List.of() : usual);
        String wave = post(
                        "/waves",
                        "{\"districts\":[\"d-35\",\"d-36\",\"d-37\"],\"concurrency\":1,\"options\":{\"skipLoad\":true}}")
                .statusCode(202)
                .extract()
                .path("id");
        await().untilAsserted(() -> when().get("/api/v1/waves/" + wave)
                .then()
                .body("states.EXTRACTING", is(1))
                .body("states.QUEUED", is(2))
                .body("ended", is(false)));
        String first = when().get("/api/v1/runs?district=d-35").then().extract().path("items[0].id");
        post("/runs/" + first + "/cancel", "{}").statusCode(202);
        await().untilAsserted(() -> when().get("/api/v1/waves/" + wave)
                .then()
                .body("states.COMPLETED", is(2))
                .body("ended", is(true)));
        when().get("/api/v1/waves").then().body("items.id", hasItem(wave));
    }

    @Test
    void asksTheExtractorAndKeepsItsAnswers() {
        when().get("/api/v1/districts").then().statusCode(200).body("districts.size()", is(40));
        String id = post("/analyses", "{\"exactCounts\":true}")
                .statusCode(202)
                .extract()
                .path("id");
        await().untilAsserted(() -> when().get("/api/v1/analyses/latest")
                .then()
                .statusCode(200)
                .body("id", is(id))
                .body("state", is("DONE"))
                .body("answer.tables", is(10)));
        post("/selections", "").statusCode(202);
        await().untilAsserted(
                        () -> when().get("/api/v1/selections/latest").then().body("answer.districts", is(20)));
        RunId run = order("d-38", Map.of("skipLoad", true));
        awaitState(run, "COMPLETED");
        when().get("/api/v1/runs/" + run + "/why?store=one&table=public.person&key=7&key=8")
                .then()
                .statusCode(200)
                .body("answer.chain[0].because", is("root"))
                .body("answer.chain[0].key", is(List.of("7", "8")));
        when().get("/api/v1/runs/" + run + "/audit")
                .then()
                .body("findAll { it.kind == 'NOTE' }.what", hasItem("keys of PROD asked for: why, one, public.person"))
                .body("find { it.what.startsWith('keys of PROD') }.detail", is(Map.of("why", "one, public.person")));
        when().get("/api/v1/classifications/latest")
                .then()
                .statusCode(200)
                .body("columns.find { it.column == 'email' }.strategy", is("fake"));
        classifiesTheStoresByWayOfExtractorAndAnonymizer();
    }

    private static void classifiesTheStoresByWayOfExtractorAndAnonymizer() {
        var staging = StagingArea.open(ConfigProvider.getConfig().getValue("datamig.staging", String.class));
        String id = post("/classifications", "").statusCode(202).extract().path("id");
        staging.put(StagingLayout.classification(id, StagingLayout.RESULT), "{\"columns\":[]}".getBytes(UTF_8));
        staging.put(StagingLayout.classification(id, StagingLayout.DRAFT), "version: 1\n".getBytes(UTF_8));

        await().untilAsserted(() -> when().get("/api/v1/classifications/latest")
                .then()
                .body("id", is(id))
                .body("state", is("DONE"))
                .body("answer.personal", is(3))
                .body("result.columns.size()", is(0)));
        given().accept("application/yaml")
                .when()
                .get("/api/v1/classifications/latest")
                .then()
                .contentType(containsString("application/yaml"))
                .body(is("version: 1\n"));
    }

    @Test
    void showsWhatItIsToPeopleAndMachines() {
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/runs/{id}/rollback"));
        when().get("/q/swagger-ui").then().statusCode(200);
        await().untilAsserted(() ->
                when().get("/q/metrics").then().statusCode(200).body(containsString("datamig_runs{state=\"QUEUED\"")));
        when().get("/").then().statusCode(200).body(containsString("datamig"));
        given().header("Origin", "http://evil.example")
                .when()
                .get("/api/v1/runs")
                .then()
                .header("Access-Control-Allow-Origin", is((String) null));
        when().get("/api/v1/runs").then().body(not(containsString("password")));
    }
}
