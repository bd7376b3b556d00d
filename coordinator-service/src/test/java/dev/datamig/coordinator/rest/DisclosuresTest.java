package dev.datamig.coordinator.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.CoordinatorServers;
import dev.datamig.coordinator.FakeServices;
import dev.datamig.sandbox.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CoordinatorServers.class)
class DisclosuresTest {

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
    void notesWhoIsShownOriginalsAndWhyBeforeTheyAreShown() {
        RunId run = Calls.order("d-39", Map.of("skipLoad", true));
        Calls.act(run, "disclosures", Map.of("what", "consistency-map", "reason", "a parent asked", "by", "officer"))
                .statusCode(201)
                .body("actor", is("officer"));
        assertThat(when().get("/api/v1/runs/" + run + "/audit").then().extract().asString())
                .contains("originals shown: consistency-map, because: a parent asked", "officer");
        Calls.awaitState(run, "COMPLETED");
    }

    @Test
    void refusesWithoutReasonWithoutNameAndForWhatItDoesNotKnow() {
        RunId run = Calls.order("d-40", Map.of("skipLoad", true));
        Calls.act(run, "disclosures", Map.of("what", "consistency-map", "reason", "why", "by", "officer"))
                .statusCode(400);
        Calls.act(run, "disclosures", Map.of("what", "consistency-map", "reason", "a parent asked"))
                .statusCode(400);
        Calls.act(run, "disclosures", Map.of("what", "everything", "reason", "a parent asked", "by", "officer"))
                .statusCode(400);
        assertThat(when().get("/api/v1/runs/" + run + "/audit").then().extract().asString())
                .doesNotContain("originals shown");
        Calls.act(new RunId("mig-20200101T000000Z-9"), "disclosures", Map.of("what", "consistency-map"))
                .statusCode(404);
        Calls.awaitState(run, "COMPLETED");
    }
}
