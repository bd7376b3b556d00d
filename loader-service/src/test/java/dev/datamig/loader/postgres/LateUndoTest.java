package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to undo that are delivered once more: at the same time, or after the run was ordered to be loaded again. */
class LateUndoTest {

    private final Executor threads = work -> new Thread(work).start();

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Sealed sealed;

    @BeforeEach
    void aDistrict() {
        fixture = new PgFixture("late", staging, "create table school (id int primary key, name text)");
        fixture.source("insert into school select i, 's' || i from generate_series(1, 9) i");
        sealed = fixture.seal(Map.of("public.school", new String[] {"true", "false"}));
    }

    private void isLoadedAndStays(int late) {
        assertThatThrownBy(() -> fixture.undo(sealed, late)).hasMessageContaining("LOD-007");
        assertThat(fixture.value("select count(*) from school")).isEqualTo("9");
        assertThat(fixture.value("select state from datamig.load")).isEqualTo("loaded");
        fixture.undo(sealed, late + 2);
        assertThat(fixture.value("select count(*) from school")).isEqualTo("0");
    }

    @Test
    void doesNotUndoWhatANewerOrderHasLoaded() {
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        fixture.load(sealed, 3);
        isLoadedAndStays(2);
    }

    @Test
    void doesNotUndoWhatANewerOrderHasFoundToBeLoaded() {
        fixture.load(sealed, 1);
        assertThat(fixture.load(sealed, 3)).isEqualTo(fixture.load(sealed, 1));
        isLoadedAndStays(2);
    }

    @Test
    void isNotSaidToBePossible() {
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        fixture.load(sealed, 4);
        assertThat(fixture.targetStore().obstacles(sealed.undo(3, false)))
                .extracting(Failure::code)
                .containsExactly("LOD-007");
        assertThat(fixture.targetStore().obstacles(sealed.undo(5, false))).isEmpty();
    }

    @Test
    void thatComesTwiceAtOnceHasItsEffectOnce() {
        Map<String, String> before = fixture.dump();
        fixture.load(sealed, 1);
        var gate = new Held();
        CompletableFuture<Target.Undone> first = undo(2, gate);
        gate.reached();
        CompletableFuture<Target.Undone> second = undo(2, CommitGate.OPEN);
        while (fixture.value("select count(*) from pg_stat_activity where application_name like 'datamig-loader % 2'")
                .equals("1")) {
            Thread.onSpinWait();
        }
        gate.open();
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(first.join().nothing()).isFalse();
        assertThat(fixture.dump()).isEqualTo(before);
        assertThat(fixture.value("select count(*) from school")).isEqualTo("0");
    }

    /** Its loader was taken for dead: the run was undone under a newer number and loaded again. */
    @Test
    void thatWakesUpChangesNothing() {
        fixture.load(sealed, 1);
        var gate = new Held();
        CompletableFuture<Target.Undone> zombie = undo(2, gate);
        gate.reached();
        fixture.undo(sealed, 3);
        fixture.load(sealed, 4);
        gate.open();
        assertThatThrownBy(zombie::join)
                .cause()
                .isInstanceOfSatisfying(
                        LoadException.class,
                        e -> assertThat(e.failure().category()).isEqualTo(FailureCategory.TRANSIENT));
        isLoadedAndStays(3);
    }

    @Test
    void restoresThatComeTwiceAtOnceHaveTheirEffectOnce() {
        fixture.target("insert into school values (1, 'theirs')");
        var backedUp = new BackedUp(sealed, fixture.targetStore());
        backedUp.load(1, LoadStrategy.UPSERT);
        assertThat(fixture.value("select name from school where id = 1")).isEqualTo("s1");

        List<CompletableFuture<Outcome>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(backedUp::restore, threads))
                .limit(2)
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).map(Outcome.BackupRestored.class::cast))
                .flatExtracting(Outcome.BackupRestored::tables)
                .extracting(TableLoad::updated)
                .containsExactlyInAnyOrder(1L, 0L);
        assertThat(fixture.value("select string_agg(name, ',') from school where id = 1"))
                .isEqualTo("theirs");
    }

    private CompletableFuture<Target.Undone> undo(int order, CommitGate gate) {
        return CompletableFuture.supplyAsync(
                () -> fixture.targetStore().undo(sealed.undo(order, false), Leaving.UNWATCHED, gate), threads);
    }

    /** Everything is done but for the commit, until it is opened. */
    private static final class Held implements CommitGate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void atWork() {
            // nobody wants to know
        }

        @Override
        public void pass(Runnable alive) {
            reached.countDown();
            await(open);
        }

        void reached() {
            await(reached);
        }

        void open() {
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
