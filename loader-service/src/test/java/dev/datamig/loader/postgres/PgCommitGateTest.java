package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.CommitWithheldException;
import dev.datamig.loader.target.Leaving;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the last check and the commit others may have a say. */
class PgCommitGateTest {

    private static final String COUNT = "select count(*) from person";

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Sealed sealed;
    private Map<String, String> before;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void people() {
        fixture = new PgFixture(
                "gate",
                staging,
                "create table person (id int primary key, boss int references person deferrable initially deferred)");
        fixture.source("insert into person select i, i % 20 + 1 from generate_series(1, 20) i");
        before = fixture.dump();
        sealed = fixture.sealAll();
    }

    /** Notes what others see at work and at the gate. */
    private CommitGate gate(Consumer<Runnable> atGate) {
        return new CommitGate() {
            @Override
            public void atWork() {
                seen.add("at work " + fixture.value(COUNT));
            }

            @Override
            public void pass(Runnable alive) {
                seen.add("gate " + fixture.value(COUNT));
                atGate.accept(alive);
            }
        };
    }

    @Test
    void nothingIsSeenBeforeTheGateIsPassed() {
        CommitGate gate = gate(Runnable::run);
        fixture.targetStore().load(sealed.job(1), (t, d, e) -> {}, gate);
        assertThat(fixture.value(COUNT)).isEqualTo("20");
        fixture.targetStore().load(sealed.job(2), (t, d, e) -> {}, gate);
        fixture.targetStore().undo(sealed.undo(3, false), Leaving.UNWATCHED, gate);
        fixture.targetStore().undo(sealed.undo(4, false), Leaving.UNWATCHED, gate);
        assertThat(seen).containsExactly("at work 0", "gate 0", "at work 20", "at work 20", "gate 20", "at work 0");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whatIsWithheldHasNotHappenedAndCanBeOrderedAgain() {
        CommitGate closed = gate(alive -> {
            throw new CommitWithheldException("other", "it has failed");
        });
        assertThatThrownBy(() -> fixture.targetStore().load(sealed.job(1), (t, d, e) -> {}, closed))
                .isInstanceOf(CommitWithheldException.class);
        assertThat(fixture.dump()).isEqualTo(before);
        fixture.load(sealed, 2);
        Map<String, String> loaded = fixture.dump();
        assertThatThrownBy(() -> fixture.targetStore().undo(sealed.undo(3, false), Leaving.UNWATCHED, closed))
                .isInstanceOf(CommitWithheldException.class);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(sealed, 4);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aSessionThatIsEndedAtTheGateIsNoticedThere() {
        CommitGate gate = gate(alive -> {
            fixture.target("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and application_name like 'datamig-loader mig-%'");
            alive.run();
            throw new AssertionError("the session is gone and was not missed");
        });
        assertThatThrownBy(() -> fixture.targetStore().load(sealed.job(1), (t, d, e) -> {}, gate))
                .isInstanceOf(LoadException.class);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
