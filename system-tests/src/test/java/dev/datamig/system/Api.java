package dev.datamig.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The coordinator's REST as an outsider uses it. */
record Api(String coordinator) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** An answer and its status. */
    record Reply(int status, JsonNode json, String contentType) {}

    Reply get(String path) {
        return send(request(path).GET().build());
    }

    String text(String path, String accept) {
        return raw(request(path).header("Accept", accept).GET().build()).body();
    }

    Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Waits until the run is in one of the states. */
    JsonNode await(String run, String... states) {
        return Awaitility.await("run " + run + " in " + String.join(" or ", states))
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> get("/runs/" + run).json(),
                        answer -> List.of(states).contains(answer.path("state").asText()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(coordinator + "/api/v1" + path))
                .timeout(LIMIT);
    }

    private static Reply send(HttpRequest request) {
        HttpResponse<String> response = raw(request);
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode json = type.contains("json")
                ? Json.read(response.body(), JsonNode.class)
                : Json.mapper().createObjectNode();
        return new Reply(response.statusCode(), json, type);
    }

    private static HttpResponse<String> raw(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the coordinator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
