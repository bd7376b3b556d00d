package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.CommitWithheldException;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** Between the last check and the commit others may have a say; a graph that goes in several transactions asks before the first. */
class NeoCommitGateTest {

    private static final CommitGate CLOSED = new CommitGate() {
        @Override
        public void atWork() {
            // it is
        }

        @Override
        public void pass(Runnable alive) {
            alive.run();
            throw new CommitWithheldException("other", "it has failed");
        }
    };

    @TempDir
    Path staging;

    private final Neo4jServer server = TestServers.neo4j();
    private final Driver driver = server.driver();
    private SealedFixture fixture;
    private SealedSets sets;
    private int order = 1;

    @BeforeEach
    void people() {
        server.wipe();
        run("CREATE (:DatamigEnvironment {name: 'CERT'})");
        fixture = new SealedFixture(staging, 1, StoreKind.NEO4J);
        TestGraph.people(fixture, 8, "new");
        sets = fixture.seal();
    }

    @AfterEach
    void closed() {
        driver.close();
    }

    private void run(String statement) {
        try (Session session = driver.session()) {
            session.run(statement).consume();
        }
    }

    private long count() {
        try (Session session = driver.session()) {
            return session.run("MATCH (p:Person) RETURN count(p) AS n")
                    .single()
                    .get("n")
                    .asLong();
        }
    }

    /** @param most nodes and relationships of one transaction */
    private NeoTarget target(long most) {
        return TestGraph.target(
                new NeoTarget.Limits(Duration.ofSeconds(5), 3, Optional.empty(), most, Optional.empty(), 0));
    }

    private void load(NeoTarget target, CommitGate gate) {
        load(target, (t, d, e) -> {}, gate);
    }

    private void load(NeoTarget target, LoadProgress progress, CommitGate gate) {
        target.load(
                new LoadJob(sets.open(fixture.run(), "sp"), sets, order++, "d", LoadStrategy.INSERT), progress, gate);
    }

    private void undo(NeoTarget target, CommitGate gate) {
        target.undo(new UndoJob(fixture.run(), order++, false), Leaving.UNWATCHED, gate);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, Long.MAX_VALUE})
    void whatIsWithheldHasNotHappenedAndCanBeOrderedAgain(long most) {
        NeoTarget target = target(most);
        assertThatThrownBy(() -> load(target, CLOSED)).isInstanceOf(CommitWithheldException.class);
        load(target, CommitGate.OPEN);
        assertThat(count()).isEqualTo(8);
        assertThatThrownBy(() -> undo(target, CLOSED)).isInstanceOf(CommitWithheldException.class);
        assertThat(count()).isEqualTo(8);
        undo(target, CommitGate.OPEN);
        assertThat(count()).isZero();
    }

    /** Another store fails while this one is at work: what its first transactions have committed goes with the undo. */
    @ParameterizedTest
    @ValueSource(longs = {5, Long.MAX_VALUE})
    void whatIsGivenUpHalfwayIsUndoneAndCanBeOrderedAgain(long most) {
        NeoTarget target = target(most);
        LoadProgress halfway = (table, done, expected) -> {
            if (done > 5) {
                throw new CommitWithheldException("other", "it has failed");
            }
        };
        assertThatThrownBy(() -> load(target, halfway, CommitGate.OPEN)).isInstanceOf(CommitWithheldException.class);
        assertThat(count()).isEqualTo(most == 5 ? 6 : 0);
        undo(target, CommitGate.OPEN);
        assertThat(count()).isZero();
        load(target, CommitGate.OPEN);
        assertThat(count()).isEqualTo(8);
    }

    @Test
    void nothingIsSeenBeforeTheGateIsPassed() {
        List<Long> seen = new ArrayList<>();
        CommitGate gate = new CommitGate() {
            @Override
            public void atWork() {
                seen.add(count());
            }

            @Override
            public void pass(Runnable alive) {
                alive.run();
                seen.add(count());
            }
        };
        load(target(Long.MAX_VALUE), gate);
        undo(target(Long.MAX_VALUE), gate);
        assertThat(seen).containsExactly(0L, 0L, 8L, 8L);
        assertThat(count()).isZero();
    }
}
