package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The districts as {@code district-manifest.json} has them, in a table. */
record RankingView(JsonNode manifest) {

    private static final String FORM = "%4s  %-12s %-28s %6s  %12s %12s %10s %11s";

    void print(Terminal terminal) {
        terminal.line(terminal.bold(
                FORM.formatted("rank", "district", "name", "score", "owned", "reference", "MB", "run takes")));
        boolean estimated = false;
        for (JsonNode each : manifest.path("districts")) {
            estimated |= each.path("estimated").asBoolean();
            String tilde = each.path("estimated").asBoolean() ? "~" : "";
            terminal.line(FORM.formatted(
                    each.path("rank").asText(),
                    each.path("district").path("id").asText(),
                    each.path("district").path("name").asText(),
                    String.format(Locale.ROOT, "%.1f", each.path("score").asDouble()),
                    tilde + Numbers.count(each.path("owned").asLong()),
                    tilde + Numbers.count(each.path("reference").asLong()),
                    String.format(Locale.ROOT, "%,.1f", each.path("bytes").asDouble() / 1e6),
                    seconds(each.path("estimatedSeconds"))));
            terminal.line("      " + points(each));
        }
        terminal.line();
        terminal.line("Score: percent of the points that there are to be had; weights " + weights() + ".");
        if (estimated) {
            terminal.line("~ estimated from the districts that were counted; --exact counts all.");
        }
        JsonNode pace = manifest.path("pace");
        terminal.line(
                pace.isMissingNode()
                        ? "How long a run takes is not known before one has completed."
                        : "One after the other these would take " + seconds(manifest.path("estimatedSeconds"))
                                + ", by the last " + pace.path("runs").asText() + " completed runs.");
    }

    private static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? Numbers.duration(Duration.ofMillis((long) (seconds.asDouble() * 1000))) : "?";
    }

    private static String points(JsonNode district) {
        List<String> points = new ArrayList<>();
        for (JsonNode each : district.path("points")) {
            String value = each.has("time")
                    ? each.path("time").asText()
                    : each.has("value")
                            ? Numbers.count(Math.round(each.path("value").asDouble()))
                            : "nothing";
            points.add(String.format(
                    Locale.ROOT,
                    "%s %s: %.1f",
                    each.path("measure").asText(),
                    value,
                    each.path("points").asDouble()));
        }
        return String.join(" · ", points);
    }

    private String weights() {
        List<String> weights = new ArrayList<>();
        manifest.path("weights")
                .properties()
                .forEach(each ->
                        weights.add(each.getKey() + " " + each.getValue().asText()));
        return String.join(", ", weights);
    }
}
