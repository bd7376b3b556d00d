package dev.datamig.coordinator.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = LONG_AGO.plus(Duration.ofHours(2));
    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");

    private static void run(Connection connection) throws SQLException {
        Sql.update(connection, """
                insert into run (id, sequence, district_id, district_name, state, active, saga, version, event_seq, requested_by,
                    pinned, created_at, touched_at)
                values (?, 1, 'd', 'd', 'VALIDATING', true, '{"attempt": 2}', 0, 0, 'test', '{}', ?, ?)""", RUN.value(), LONG_AGO, LONG_AGO);
    }

    @Test
    void countWhenTheyAreOfThePresentAttempt() throws SQLException {
        try (Connection connection = TestDatabase.fresh("signs").getConnection()) {
            run(connection);
            var runs = new PgRuns();
            Instant since = NOW.minus(Duration.ofMinutes(30));

            runs.touch(connection, RUN, 1, NOW);
            assertThat(runs.quietSince(connection, since)).containsExactly(RUN);

            runs.touch(connection, RUN, 2, NOW);
            assertThat(runs.quietSince(connection, since)).isEmpty();
        }
    }
}
