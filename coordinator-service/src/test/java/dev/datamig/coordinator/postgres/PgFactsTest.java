package dev.datamig.coordinator.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a run's outcomes say, as it is kept. */
class PgFactsTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");

    private static Failure failure(String code) {
        return new Failure(FailureCategory.FATAL, code, code + " of a plan", "look");
    }

    private static Outcome.LoadPlanned planned(String store, int attempt, Failure... problems) {
        return new Outcome.LoadPlanned(RUN, attempt, store, List.of(), List.of(problems));
    }

    private static void take(Connection connection, Outcome.OfRun... outcomes) throws SQLException {
        var facts = new Facts(RUN);
        List.of(outcomes).forEach(facts::take);
        new PgFacts(new PgOutbox()).write(connection, facts, Instant.EPOCH);
    }

    private static List<String> failures(Connection connection) throws SQLException {
        return new PgFigures()
                .failures(connection, RUN).stream()
                        .map(note -> note.store() + " " + note.code())
                        .toList();
    }

    @Test
    void aLaterPlanOfAStoreTakesThePlaceOfWhatAnEarlierOneHasFoundInTheWay() throws SQLException {
        DataSource database = TestDatabase.fresh("facts");
        try (Connection connection = database.getConnection()) {
            Sql.update(connection, """
                    insert into run (id, sequence, district_id, district_name, state, active, saga, version, event_seq, requested_by,
                        pinned, created_at, touched_at)
                    values (?, 1, 'd', 'd', 'RUNNING', true, '{}', 0, 0, 'test', '{}', now(), now())""", RUN.value());
            take(
                    connection,
                    new Outcome.WorkFailed(RUN, 1, Phase.LOAD, "loader", "load", "a", null, failure("LOD-012"), "f1"),
                    planned("a", 1, failure("LOD-004"), failure("LOD-005")),
                    planned("b", 1, failure("LOD-004")));
            assertThat(failures(connection))
                    .containsExactlyInAnyOrder("a LOD-012", "a LOD-004", "a LOD-005", "b LOD-004");

            take(connection, planned("a", 2, failure("LOD-006")), planned("a", 3, failure("LOD-005")));
            assertThat(failures(connection)).containsExactlyInAnyOrder("a LOD-012", "a LOD-005", "b LOD-004");

            take(connection, planned("b", 2));
            assertThat(failures(connection)).containsExactlyInAnyOrder("a LOD-012", "a LOD-005");
        }
    }
}
