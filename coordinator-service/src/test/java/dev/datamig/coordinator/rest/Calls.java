package dev.datamig.coordinator.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamig.contracts.RunId;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the tests say to the coordinator. */
final class Calls {

    private Calls() {}

    static RunId order(String district, Map<String, Object> options) {
        String location = given().contentType("application/json")
                .header("X-Requested-By", "tester")
                .body(Map.of("districtId", district, "options", options))
                .when()
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return new RunId(location.substring(location.lastIndexOf('/') + 1));
    }

    static ValidatableResponse run(RunId run) {
        return when().get("/api/v1/runs/" + run).then().statusCode(200);
    }

    static void awaitState(RunId run, String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(40))
                .untilAsserted(() ->
                        assertThat(run(run).extract().<String>path("state")).isEqualTo(state));
    }

    static ValidatableResponse act(RunId run, String action, Map<String, Object> body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post("/api/v1/runs/" + run + "/" + action)
                .then();
    }

    static List<String> states(RunId run) {
        return when().get("/api/v1/runs/" + run + "/audit")
                .then()
                .extract()
                .jsonPath()
                .getList("findAll { it.kind == 'STATE' }.what");
    }
}
