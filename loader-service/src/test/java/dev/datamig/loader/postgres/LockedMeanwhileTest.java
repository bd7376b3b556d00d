package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was looked at stays as it is until it is written: a tester who comes between the two has to wait. */
class LockedMeanwhileTest {

    @TempDir
    Path staging;

    private PgFixture fixture;

    @BeforeEach
    void aSchool() {
        fixture = new PgFixture(
                "locked_meanwhile",
                staging,
                "create table school (id int primary key, name text)",
                "create table pupil (id int primary key, school_id int references school)");
        fixture.source("insert into school values (1, 'sealed')", "insert into pupil values (1, 1)");
        fixture.target(
                "create table note (id int primary key, school_id int references school on delete cascade)",
                "grant select on note to " + fixture.account());
    }

    @Test
    void nobodyBuildsOnRowsThatGoAndWouldTakeHisAlong() throws SQLException {
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        fixture.target(
                "create function pause() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(77);"
                        + " return null; end $$",
                "create trigger pause after delete on pupil for each row execute function pause()");
        waitsWhile(() -> fixture.undo(sealed, 2), "insert into note values (1, 1)");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    private void waitsWhile(Runnable work, String statement) throws SQLException {
        try (Connection connection = fixture.connect();
                Statement tester = connection.createStatement()) {
            tester.execute("select pg_advisory_lock(77)");
            CompletableFuture<Void> done = CompletableFuture.runAsync(work, task -> new Thread(task).start());
            while (!done.isDone()
                    && fixture.value("select count(*) from pg_locks where objid = 77 and not granted")
                            .equals("0")) {
                Thread.onSpinWait();
            }
            assertThat(done).as("paused").isNotDone();
            tester.execute("set lock_timeout = '300ms'");
            assertThatThrownBy(() -> tester.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            tester.execute("select pg_advisory_unlock(77)");
            done.join();
        }
    }
}
