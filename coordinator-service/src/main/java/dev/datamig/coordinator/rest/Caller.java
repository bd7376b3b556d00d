package dev.datamig.coordinator.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Who asks: until there is a login, who says so in {@code X-Requested-By}. */
@RequestScoped
public class Caller {

    private static final int LONGEST = 100;

    private final HttpHeaders headers;

    Caller(HttpHeaders headers) {
        this.headers = headers;
    }

    public String name() {
        String given = headers.getHeaderString("X-Requested-By");
        if (given == null || given.isBlank()) {
            return "anonymous";
        }
        String plain = given.replaceAll("\\p{Cntrl}", "").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    public @Nullable String traceparent() {
        return headers.getHeaderString("traceparent");
    }
}
