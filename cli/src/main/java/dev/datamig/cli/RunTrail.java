package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A run's audit trail, asked for times. */
record RunTrail(List<Entry> entries) {

    /** @param store absent where an entry is about none */
    record Entry(
            Instant at, String kind, String what, @Nullable String store) {}

    /** From {@code GET /runs/{id}/audit}. */
    static RunTrail of(JsonNode answer) {
        return new RunTrail(Listing.items(answer).stream()
                .map(json -> new Entry(
                        Instant.parse(json.path("at").asText()),
                        json.path("kind").asText(),
                        json.path("what").asText(),
                        json.path("detail").path("store").asText(null)))
                .toList());
    }

    /** When the run last came into a state. */
    Optional<Instant> state(String name) {
        return last(entry -> entry.kind().equals("STATE") && entry.what().equals(name));
    }

    /** When something was last noted of the run. */
    Optional<Instant> note(String what) {
        return last(entry -> entry.kind().equals("NOTE") && entry.what().equals(what));
    }

    /** When something was last noted of a store. */
    Optional<Instant> note(String what, String store) {
        return last(entry -> entry.kind().equals("NOTE") && entry.what().equals(what) && store.equals(entry.store()));
    }

    private Optional<Instant> last(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).map(Entry::at).reduce((earlier, later) -> later);
    }
}
