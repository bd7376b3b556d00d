package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.sandbox.servers.LendingPooler;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgSourceTest {

    private static final PostgresServer SERVER = TestServers.postgres();

    @BeforeEach
    void makeDatabase() {
        SERVER.createDatabase("source_test");
        SERVER.execute("source_test", "create table t (id int)", "insert into t values (1)");
    }

    private static PgSource connect() {
        return PgSource.connect("s", TestLandscapes.endpoint(SERVER, "source_test"), TestReading.DEFAULT);
    }

    private static long count(PgSession session) {
        return session.query("counting", "select count(*) from t", List.of(), row -> row.getLong(1))
                .get(0);
    }

    @Test
    void allSessionsSeeTheSameSnapshot() {
        try (PgSource source = connect()) {
            source.freeze();
            SERVER.execute("source_test", "insert into t values (2)");

            long both = source.with(first -> count(first) + source.with(PgSourceTest::count));

            assertThat(both).isEqualTo(2);
        }
    }

    @Test
    void cannotWrite() {
        try (PgSource source = connect()) {
            ExtractionException refused = catchThrowableOfType(
                    ExtractionException.class,
                    () -> source.with(session -> {
                        session.execute("writing", "insert into t values (3)");
                        return true;
                    }));

            assertThat(refused.getMessage()).contains("25006");
        }
    }

    @Test
    void cancelEndsWhatRuns() {
        try (PgSource source = connect()) {
            source.freeze();
            CompletableFuture<Boolean> sleeping = CompletableFuture.supplyAsync(() -> source.with(session -> {
                session.execute("sleeping", "select pg_sleep(600)");
                return true;
            }));
            while (!sleeping.isDone()) {
                source.cancel();
            }

            CompletionException failure = catchThrowableOfType(CompletionException.class, sleeping::join);
            assertThat(failure.getCause()).isInstanceOf(ExtractionException.class);
        }
    }

    @Test
    void aLostSessionSpoilsTheAttempt() {
        try (PgSource source = connect()) {
            source.freeze();
            SERVER.execute(
                    "postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'source_test'");

            ExtractionException lost =
                    catchThrowableOfType(ExtractionException.class, () -> source.with(PgSourceTest::count));

            assertThat(lost.code()).isEqualTo(ExtractorCode.SNAPSHOT_LOST);
        }
    }

    @Test
    void anUnreachableSourceIsAPassingFailure() {
        ExtractionException failure = catchThrowableOfType(
                ExtractionException.class,
                () -> PgSource.connect(
                        "s", new Endpoint("jdbc:postgresql://127.0.0.1:1/x", "u", "p", null), TestReading.DEFAULT));

        assertThat(failure.code()).isEqualTo(ExtractorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aDatabaseThatIsNotThereWaitsForAPersonWhoCorrectsTheLogin() {
        ExtractionException failure = catchThrowableOfType(
                ExtractionException.class,
                () -> PgSource.connect("s", TestLandscapes.endpoint(SERVER, "no_such_database"), TestReading.DEFAULT));

        assertThat(failure.code()).isEqualTo(ExtractorCode.NO_LOGIN);
        assertThat(failure.failure().hint()).contains("username", "password");
    }

    @Test
    void noValueIsInAMessage() {
        try (PgSource source = connect()) {
            ExtractionException failure = catchThrowableOfType(
                    ExtractionException.class,
                    () -> source.with(session -> session.query(
                            "looking", "select 1 from t where id = ?", List.of("secret value"), row -> true)));

            assertThat(failure.getMessage()).contains("22P02").doesNotContain("secret");
        }
    }

    @Test
    void noticesThatATableWasRewritten() {
        Store.Postgres store = new Store.Postgres(
                "s",
                TestLandscapes.endpoint(SERVER, "source_test"),
                TestLandscapes.endpoint(SERVER, "source_test"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                List.of());
        PgCatalog catalog;
        try (PgSource source = connect()) {
            source.freeze();
            catalog = PgCatalogReader.read(source, store);
            source.verifyUnmoved(catalog.tables());
        }
        SERVER.execute("source_test", "vacuum full t");
        try (PgSource source = connect()) {
            ExtractionException moved =
                    catchThrowableOfType(ExtractionException.class, () -> source.verifyUnmoved(catalog.tables()));

            assertThat(moved.code()).isEqualTo(ExtractorCode.SNAPSHOT_LOST);
        }
    }

    @Test
    void aSessionGivesItsLocksBackAndSeesWhatItSaw() {
        try (PgSource source = connect()) {
            source.freeze();
            SERVER.execute("source_test", "insert into t values (2)");
            int most = 0;
            for (int i = 0; i < 500; i++) {
                most = Math.max(most, source.with(PgSession::statements));
                assertThat((long) source.with(PgSourceTest::count)).isEqualTo(1);
            }
            assertThat(most).isLessThan(300);
        }
    }

    /** Nothing may be set in a session that some application gets next. */
    @Test
    void aPoolerThatLendsSessionsByTheTransactionIsRefused() {
        try (LendingPooler pooler = LendingPooler.before(SERVER.port(), true)) {
            String url = "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/source_test";
            var endpoint = new Endpoint(url, SERVER.username(), SERVER.password(), null);
            assertThatThrownBy(() -> PgSource.connect("s", endpoint, TestReading.DEFAULT))
                    .isInstanceOfSatisfying(
                            ExtractionException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("EXT-024"));
        }
    }
}
