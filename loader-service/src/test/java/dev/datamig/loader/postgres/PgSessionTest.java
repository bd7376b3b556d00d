package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.sandbox.servers.LendingPooler;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PgSessionTest {

    private static final PostgresServer SERVER = TestServers.postgres();

    private static PgSession open(int port) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return PgSession.open(new Endpoint(url, SERVER.username(), SERVER.password(), null), Duration.ofSeconds(10));
    }

    @Test
    void aPoolerThatLendsSessionsByTheTransactionIsRefused() {
        try (LendingPooler pooler = LendingPooler.before(SERVER.port(), true)) {
            assertThatThrownBy(() -> open(pooler.port()).close())
                    .isInstanceOfSatisfying(
                            LoadException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(LoaderCode.POOLED.code()));
        }
    }

    @Test
    void oneThatKeepsASessionForEachClientIsNot() {
        try (LendingPooler pooler = LendingPooler.before(SERVER.port(), false);
                PgSession session = open(pooler.port());
                PgSession other = open(pooler.port())) {
            String me = "select pg_backend_pid()";
            assertThat(session.number("asking", me)).isNotEqualTo(other.number("asking", me));
        }
    }
}
