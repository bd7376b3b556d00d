package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.sandbox.servers.Durability;
import dev.datamig.sandbox.servers.FreePorts;
import dev.datamig.sandbox.servers.PostgresCluster;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that a test may stop: a primary that dies, and a real hot standby. */
class OwnServerTest {

    private static final String DATABASE = "prod";
    private static final TestReading LIMITS = TestReading.of(1_000, 32 << 20, 2, 3);

    @TempDir
    Path folder;

    private PostgresCluster cluster(String name, int port) {
        return new PostgresCluster(name, folder.resolve(name), folder, port, "postgres", Durability.THROWAWAY, "32MB");
    }

    private TestExtraction extraction(PostgresServer server) {
        return new TestExtraction(folder, SafetyLandscape.of(server, DATABASE));
    }

    @Test
    void readsFromAHotStandbyAndOutlivesTheDeathOfASource() throws Exception {
        PostgresCluster primaryPlan = cluster("primary", FreePorts.any());
        try (PostgresServer making = PostgresServer.start(primaryPlan)) {
            SafetyLandscape.create(making, DATABASE);
        }
        copy(folder.resolve("primary"), folder.resolve("standby"));
        follow(folder.resolve("standby"), primaryPlan.port());

        try (PostgresServer primary = PostgresServer.start(primaryPlan)) {
            try (PostgresServer standby = PostgresServer.start(cluster("standby", FreePorts.any()))) {
                readFromStandby(primary, standby);
            }
            TestExtraction extraction = extraction(primary);
            extraction.run(2, LIMITS, outcome -> {
                if (outcome instanceof Outcome.ExtractionStarted) {
                    primary.close();
                }
            });
            var failed = (Outcome.WorkFailed) extraction.last();
            assertThat(failed.failure().code()).isEqualTo("EXT-002");
            assertThat(failed.failure().category()).isEqualTo(FailureCategory.RETRIABLE);

            extraction.run(3, LIMITS);
            failed = (Outcome.WorkFailed) extraction.last();
            assertThat(failed.failure().code()).isEqualTo("EXT-001");
            assertThat(failed.failure().category()).isEqualTo(FailureCategory.TRANSIENT);
        }
        try (PostgresServer again = PostgresServer.start(primaryPlan)) {
            TestExtraction extraction = extraction(again);
            extraction.run(4, LIMITS);
            assertThat(extraction.rows("public.remark")).hasSize(SafetyLandscape.ITEMS);
        }
    }

    /** The primary goes on being written to. */
    private void readFromStandby(PostgresServer primary, PostgresServer standby) {
        primary.execute(DATABASE, "insert into item values (0, 1, 'streamed')");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> number(standby, "select count(*) from item where id = 0") == 1);
        assertThat(number(standby, "select pg_is_in_recovery()::int")).isEqualTo(1);
        TestExtraction extraction = extraction(standby);

        extraction.run(1, LIMITS, outcome -> {
            if (outcome instanceof Outcome.ExtractionStarted) {
                primary.execute(DATABASE, "insert into item values (-1, 1, 'too late')");
            }
        });

        assertThat(extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        List<Object[]> items = extraction.rows("public.item");
        assertThat(items).hasSize(SafetyLandscape.ITEMS + 1);
        assertThat(items.stream().map(row -> (Integer) row[0])).contains(0).doesNotContain(-1);
        assertThat(extraction.rows("public.remark")).hasSize(SafetyLandscape.ITEMS);

        extraction.analyze(LIMITS);

        assertThat(extraction.last()).isInstanceOfSatisfying(Outcome.AnalysisCompleted.class, done -> {
            assertThat(done.tables()).isEqualTo(3);
            assertThat(done.references()).isEqualTo(2);
        });
    }

    private static int number(PostgresServer server, String sql) {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A cold copy of a server that does not run. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(
                            path,
                            to.resolve(from.relativize(path).toString()),
                            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void follow(Path data, int port) throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres password=postgres'\n",
                StandardOpenOption.APPEND);
    }
}
