package dev.datamig.sandbox.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service says about itself. */
public enum Health {
    UP,
    DOWN,
    UNREACHABLE;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Liveness and readiness together. */
    public static Health of(String serviceUrl) {
        return ask(serviceUrl + "/q/health");
    }

    static boolean isReady(String serviceUrl) {
        return ask(serviceUrl + "/q/health/ready") == UP;
    }

    private static Health ask(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            int status =
                    CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? UP : DOWN;
        } catch (IOException e) {
            return UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNREACHABLE;
        }
    }
}
