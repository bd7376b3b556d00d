package dev.datamig.coordinator.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datamig.contracts.command.RunPace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgPaceTest {

    private static void run(Connection connection, int number, String state, String options, int rows, int seconds)
            throws SQLException {
        String id = "mig-20260101T000000Z-" + number;
        Sql.update(connection, """
                insert into run (id, sequence, district_id, district_name, state, active, saga, version, event_seq, requested_by,
                    pinned, created_at, started_at, finished_at, touched_at)
                values (?, ?, 'd', 'd', ?, false, ?::jsonb, 0, 0, 'test', '{}', now(), now(), now() + ? * interval '1 second', now())""", id, 1_000_000 + number, state, "{\"options\":" + options + "}", seconds);
        Sql.update(
                connection,
                "insert into run_table (run_id, store, name, owned, reference) values (?, 's', 't', ?, ?)",
                id,
                rows - 10,
                10);
    }

    @Test
    void learnsWhatIsFixedAndWhatGrowsFromRunsThatWentThrough() throws SQLException {
        try (Connection connection = TestDatabase.fresh("pace").getConnection()) {
            assertThat(PgPace.learned(connection)).isEmpty();

            run(connection, 1, "COMPLETED", "{}", 1000, 20);
            assertThat(PgPace.learned(connection)).contains(new RunPace(1, 0, 50));

            run(connection, 2, "COMPLETED", "{\"dryRun\":false}", 11_000, 40);
            run(connection, 3, "COMPLETED", "{\"requireApproval\":true}", 1000, 9999);
            run(connection, 4, "FAILED", "{}", 1000, 9999);
            run(connection, 5, "COMPLETED", "{\"dryRun\":true}", 1000, 1);
            Optional<RunPace> pace = PgPace.learned(connection);

            assertThat(pace).isPresent();
            assertThat(pace.get().runs()).isEqualTo(2);
            assertThat(pace.get().rowsPerSecond()).isCloseTo(500, within(0.001));
            assertThat(pace.get().secondsFor(21_000)).isCloseTo(60, within(0.001));
        }
    }
}
