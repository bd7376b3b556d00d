package dev.datamig.coordinator.rest;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.flow.Questions;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgDistricts;
import dev.datamig.coordinator.postgres.PgRequests;
import dev.datamig.coordinator.problem.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Districts as the extractor listed them; it is asked again when one is unknown. */
@ApplicationScoped
public class KnownDistricts {

    private final Database database;
    private final PgDistricts districts;
    private final Questions questions;
    private final Duration patience;

    KnownDistricts(Database database, PgDistricts districts, Questions questions, CoordinatorConfig config) {
        this.database = database;
        this.districts = districts;
        this.questions = questions;
        this.patience = config.answerTimeout();
    }

    /** All districts; the extractor is asked when none is known. */
    List<District> all(String actor) {
        List<District> known = database.in(districts::all);
        if (known.isEmpty()) {
            ask(actor);
            known = database.in(districts::all);
        }
        return known;
    }

    /** The districts with these ids, in the same order. A problem names those that do not exist. */
    List<District> require(List<String> ids, String actor) {
        List<String> unknown = unknown(ids);
        if (!unknown.isEmpty()) {
            ask(actor);
            unknown = unknown(ids);
        }
        if (!unknown.isEmpty()) {
            String which = unknown.size() == 1 ? "there is no district " : "there are no districts ";
            throw Problems.of(Code.UNKNOWN_DISTRICT, which + shown(unknown));
        }
        return ids.stream().map(id -> find(id).orElseThrow()).toList();
    }

    private List<String> unknown(List<String> ids) {
        return ids.stream().filter(id -> find(id).isEmpty()).toList();
    }

    private Optional<District> find(String id) {
        return database.in(connection -> districts.find(connection, id));
    }

    private static String shown(List<String> ids) {
        return String.join(
                ", ",
                ids.stream()
                        .limit(10)
                        .map(id -> id.length() > 60 ? id.substring(0, 60) + "…" : id)
                        .toList());
    }

    private void ask(String actor) {
        PgRequests.Request answer = questions
                .await(questions.districts(actor), patience)
                .orElseThrow(() -> Problems.of(
                        Code.NO_ANSWER,
                        "the extractor did not list the districts within " + patience.toSeconds() + " s"));
        Failure failure = answer.failure();
        if (failure != null) {
            throw Problems.of(Code.NO_ANSWER, failure.code() + ": " + failure.message(), failure.hint());
        }
    }
}
