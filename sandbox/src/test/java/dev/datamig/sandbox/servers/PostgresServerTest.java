package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (PostgresServer server = PostgresServer.start(cluster(FreePorts.any(), Durability.DURABLE))) {
            server.createDatabase("kept");
            server.execute("kept", "create table t as select 42 as n");
        }
        try (PostgresServer server = PostgresServer.start(cluster(FreePorts.any(), Durability.DURABLE))) {
            assertThat(text(server, "kept", "select n::text from t")).isEqualTo("42");
            assertThat(text(server, "kept", "show fsync")).isEqualTo("on");
            server.ensureDatabase("kept");
            assertThat(text(server, "kept", "select n::text from t")).isEqualTo("42");
        }
    }

    @Test
    void asksForThePassword() {
        try (PostgresServer server = PostgresServer.start(cluster(FreePorts.any(), Durability.THROWAWAY))) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(cluster(other.getLocalPort(), Durability.THROWAWAY)))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " is taken");
        }
    }

    private PostgresCluster cluster(int port, Durability durability) {
        return new PostgresCluster("own", folder.resolve("data"), folder, port, "a password", durability, "32MB");
    }

    private static String text(PostgresServer server, String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
