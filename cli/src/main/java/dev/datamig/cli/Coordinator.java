package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.datamig.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The coordinator's REST, as commands need it. A refusal becomes a {@link CommandException} with the problem's own words. */
final class Coordinator {

    private static final String API = "/api/v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ABSENCE = Duration.ofMinutes(2);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Coordinator(URI base) {
        this.base = base;
    }

    URI base() {
        return base;
    }

    /** @param path below {@code /api/v1}, beginning with a slash */
    JsonNode get(String path) {
        return json(send(request(path, "application/json").GET().build(), path));
    }

    /**
     * As {@link #get}, but what is asked again and again does not end because the coordinator is being restarted.
     *
     * @throws CommandException when it stays away for longer than {@link #ABSENCE}
     */
    JsonNode getPatiently(String path) {
        Instant last = Instant.now().plus(ABSENCE);
        while (true) {
            try {
                return get(path);
            } catch (CommandException e) {
                if (e.exitCode() != ExitCode.ENVIRONMENT || Instant.now().isAfter(last)) {
                    throw e;
                }
                Pause.brief();
            }
        }
    }

    /** A document in another form. */
    String text(String path, String mediaType) {
        return send(request(path, mediaType).GET().build(), path);
    }

    /** @param body written as JSON; absent for an action that needs none */
    JsonNode post(String path, @Nullable Object body) {
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(Json.write(body));
        HttpRequest.Builder request = request(path, "application/json").POST(content);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return json(send(request.build(), path));
    }

    /** A value as part of a path or query. */
    static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(base + API + path))
                .timeout(LIMIT)
                .header("Accept", accept);
    }

    private String send(HttpRequest request, String path) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandException(
                        response.statusCode() >= 500 ? ExitCode.ENVIRONMENT : ExitCode.REFUSED,
                        Problem.text(request.method() + " " + API + path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.ENVIRONMENT,
                    "the coordinator at " + base + " does not answer: look with ./datamig status");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.ENVIRONMENT, "interrupted while the coordinator was asked");
        }
    }

    private static JsonNode json(String body) {
        return body.isBlank() ? MissingNode.getInstance() : Json.read(body, JsonNode.class);
    }
}
