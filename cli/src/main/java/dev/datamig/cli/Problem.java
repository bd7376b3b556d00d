package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** An RFC 9457 problem document as one readable message. */
final class Problem {

    private Problem() {}

    /**
     * @param call such as {@code GET /api/v1/runs}
     * @param body of the response, a problem document or anything else
     */
    static String text(String call, int status, String body) {
        JsonNode problem = parse(body);
        if (!problem.hasNonNull("code") && !problem.hasNonNull("detail")) {
            return status == 404 || status == 405
                    ? "this coordinator does not know " + call
                    : call + " was answered with status " + status;
        }
        List<String> parts = new ArrayList<>();
        String detail = problem.path("detail").asText(problem.path("title").asText("status " + status));
        parts.add(problem.hasNonNull("code") ? problem.path("code").asText() + ": " + detail : detail);
        addIfThere(parts, problem, "hint", "");
        JsonNode allowed = problem.path("allowedActions");
        if (allowed.isArray() && !allowed.isEmpty()) {
            parts.add("allowed now: " + joined(allowed));
        }
        violations(problem).forEach(parts::add);
        return String.join("\n  ", parts);
    }

    /** A failure of a run or question: what happened, and what to do. */
    static String failure(JsonNode failure) {
        String hint = failure.path("hint").asText();
        return failure.path("code").asText() + ": " + failure.path("message").asText()
                + (hint.isBlank() ? "" : "\n  " + hint);
    }

    private static List<String> violations(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        for (JsonNode violation : problem.path("violations")) {
            lines.add(violation.path("field").asText() + " "
                    + violation.path("message").asText());
        }
        return lines;
    }

    private static void addIfThere(List<String> parts, JsonNode problem, String field, String before) {
        if (problem.hasNonNull(field)) {
            parts.add(before + problem.path(field).asText());
        }
    }

    private static String joined(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }

    private static JsonNode parse(String body) {
        try {
            return Json.read(body.isBlank() ? "{}" : body, JsonNode.class);
        } catch (MalformedMessageException e) {
            return Json.mapper().createObjectNode();
        }
    }
}
