package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What happened to one table in a run, in rows. */
record TableView(
        String store,
        String table,
        long owned,
        long reference,
        long extracted,
        long anonymized,
        long validated,
        long inserted,
        long updated,
        long unchanged) {

    private static final String FORM = "  %-12s %-40s %9s %9s %9s %9s %9s %9s %9s %9s";

    /** From {@code GET /runs/{id}/tables}. */
    static List<TableView> all(JsonNode answer) {
        return Listing.items(answer).stream().map(TableView::of).toList();
    }

    private static TableView of(JsonNode json) {
        return new TableView(
                json.path("store").asText(),
                json.path("table").asText(),
                json.path("owned").asLong(),
                json.path("reference").asLong(),
                json.path("extracted").asLong(),
                json.path("anonymized").asLong(),
                json.path("validated").asLong(),
                json.path("inserted").asLong(),
                json.path("updated").asLong(),
                json.path("unchanged").asLong());
    }

    static void header(Terminal terminal) {
        terminal.line(terminal.bold(FORM.formatted(
                "store",
                "table",
                "owned",
                "reference",
                "extracted",
                "masked",
                "validated",
                "inserted",
                "updated",
                "unchanged")));
    }

    void print(Terminal terminal) {
        terminal.line(FORM.formatted(
                store,
                table,
                Numbers.count(owned),
                Numbers.count(reference),
                Numbers.count(extracted),
                Numbers.count(anonymized),
                Numbers.count(validated),
                Numbers.count(inserted),
                Numbers.count(updated),
                Numbers.count(unchanged)));
    }
}
