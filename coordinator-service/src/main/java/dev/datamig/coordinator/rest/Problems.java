package dev.datamig.coordinator.rest;

import dev.datamig.coordinator.problem.Code;
import dev.datamig.coordinator.saga.Action;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.Collection;

/** Problem documents (RFC 9457) with a code and a hint. */
final class Problems {

    private Problems() {}

    static HttpProblem of(Code code, String detail) {
        return start(code, detail).build();
    }

    static HttpProblem of(Code code, String detail, String hint) {
        return HttpProblem.builder()
                .withType(type(code))
                .withStatus(code.status())
                .withTitle(code.meaning())
                .withDetail(detail)
                .with("code", code.text())
                .with("hint", hint)
                .build();
    }

    static HttpProblem notNow(String detail, Collection<Action> allowed) {
        return start(Code.WRONG_STATE, detail)
                .with(
                        "allowedActions",
                        allowed.stream().sorted().map(Action::text).toList())
                .build();
    }

    static HttpProblem.Builder start(Code code, String detail) {
        return HttpProblem.builder()
                .withType(type(code))
                .withStatus(code.status())
                .withTitle(code.meaning())
                .withDetail(detail)
                .with("code", code.text())
                .with("hint", code.hint());
    }

    static URI type(Code code) {
        return URI.create("urn:datamig:problem:" + code.text());
    }
}
