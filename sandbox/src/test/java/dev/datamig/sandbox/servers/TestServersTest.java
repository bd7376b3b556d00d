package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TestServersTest {

    @Test
    void postgresMakesAFreshDatabaseEachTime() throws SQLException {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("fresh");
        server.execute("fresh", "create table t (id int)");

        assertThat(server.createDatabase("fresh")).isEqualTo(server.jdbcUrl("fresh"));

        assertThat(text(server, "select count(*)::text from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
        assertThat(text(server, "show server_version")).startsWith("18.");
        assertThat(text(server, "select lower('ÄÖ')")).isEqualTo("äö");
    }

    @Test
    void askingTwiceGivesTheSameServer() {
        assertThat(TestServers.postgres().port())
                .isEqualTo(TestServers.postgres().port());
        assertThat(TestServers.kafka().bootstrapServers())
                .isEqualTo(TestServers.kafka().bootstrapServers());
        assertThat(TestServers.neo4j()).isEqualTo(TestServers.neo4j()).isNotEqualTo(TestServers.neo4jSecond());
    }

    @Test
    void kafkaMakesTopics() throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic("made", 3, (short) 1))).all().get();
            Set<String> there = admin.listTopics().names().get();
            for (Instant limit = Instant.now().plusSeconds(20);
                    !there.contains("made") && Instant.now().isBefore(limit);
                    there = admin.listTopics().names().get()) {
                Thread.sleep(50);
            }
            assertThat(there).as("known to the broker soon after it was made").contains("made");
        }
    }

    private static String text(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect("fresh");
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
