package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.FaultyLine;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator ends the loader's sessions ({@code pg_terminate_backend}) in the middle of a refresh with cycles and triggers, of its
 * undo, with force too, and of a restore. The same order then comes again.
 */
class TerminatedSessionsTest {

    private static final int POINTS = 7;

    private static final String TOUCH = """
            create function touch() returns trigger language plpgsql as $$
            begin
              update public.club set members = members + 1 where id = coalesce(new.club_id, old.club_id);
              insert into public.audit (what) values (tg_op);
              return null;
            end $$""";

    @TempDir
    Path staging;

    private PgFixture fixture;
    private FaultyLine line;
    private Sealed second;
    private Map<String, String> loaded;
    private Map<String, String> refreshed;

    @BeforeEach
    void aDistrictThatIsLoadedAndHasChanged() {
        fixture = new PgFixture(
                "terminated",
                staging,
                "create table club (id int primary key, head_id int not null, members int not null, code text unique)",
                "create table member (id int primary key, club_id int not null references club, seat int unique, name text)",
                "alter table club add foreign key (head_id) references member",
                "create table audit (id bigserial primary key, what text)");
        fixture.source("begin; alter table club disable trigger all; alter table member disable trigger all;"
                + " insert into club select i, 10 * i, 10, 'c' || i from generate_series(1, 20) i;"
                + " insert into member select i, 1 + (i - 1) / 10, i, 'm' from generate_series(1, 200) i;"
                + " alter table club enable trigger all; alter table member enable trigger all; commit");
        fixture.target(
                TOUCH,
                "create trigger touch after insert or update or delete on member for each row execute function touch()");
        line = new FaultyLine(fixture.port());
        Map<String, String[]> tables =
                Map.of("public.club", new String[] {"true", "false"}, "public.member", new String[] {"true", "false"});
        Sealed first = fixture.seal(tables);
        fixture.load(first, 1, LoadStrategy.REPLACE);
        loaded = dump();
        fixture.source(
                "update member set seat = 400 - seat where id < 50",
                "delete from member where id between 191 and 199",
                "insert into member values (300, 3, 500, 'new')",
                "update club set code = code || 'x'");
        second = fixture.seal(tables);
    }

    @AfterEach
    void mended() {
        line.close();
    }

    private void load(Target through, int attempt) {
        new BackedUp(second, through).load(attempt, LoadStrategy.REPLACE);
    }

    private void terminate() {
        fixture.value(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'datamig-loader%'");
    }

    /** Does something with sessions that are ended at a point of it; what fails can be tried again. */
    private void interrupted(Runnable work, int pieces, int point) {
        line.doAt(Math.max(1, pieces * point / POINTS), this::terminate);
        try {
            work.run();
        } catch (LoadException e) {
            assertThat(e.failure().category()).as(e.getMessage()).isEqualTo(FailureCategory.TRANSIENT);
        }
        line.mend();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> fixture.value(
                                "select count(*) from pg_stat_activity where application_name like 'datamig-loader%'")
                        .equals("0"));
    }

    private int pieces(Runnable work) {
        line.mend();
        work.run();
        return line.pieces();
    }

    /** Without the numbers of audit rows, which are drawn anew each time. */
    private Map<String, String> dump() {
        Map<String, String> all = fixture.dump();
        all.put("public.audit", fixture.value("select count(*) from audit"));
        return all;
    }

    /** @return whether the refresh is in force, of which data and ledger say the same */
    private boolean agreed() {
        Map<String, String> now = dump();
        boolean there = now.equals(refreshed);
        assertThat(there || now.equals(loaded)).as("all or nothing").isTrue();
        assertThat(fixture.value("select count(*) from datamig.load where state = 'loaded'"))
                .isEqualTo(there ? "2" : "1");
        return there;
    }

    @Test
    void theSameOrderComesAgainAndDoesWhatWasLeft() {
        Target target = fixture.targetThrough(line.port());
        int loading = pieces(() -> load(target, 1));
        refreshed = dump();
        assertThat(refreshed.get("public.member"))
                .isEqualTo(fixture.dumpOfSource().get("public.member"));
        int undoing = pieces(() -> target.undo(second.undo(2, false)));
        int attempt = 3;
        for (int point = 1; point <= POINTS; point++) {
            int order = attempt++;
            interrupted(() -> load(target, order), loading, point);
            agreed();
            load(target, order);
            assertThat(agreed()).isTrue();
            boolean force = point % 2 == 0;
            int undo = attempt++;
            interrupted(() -> target.undo(second.undo(undo, force)), undoing, point);
            agreed();
            target.undo(second.undo(undo, force));
            assertThat(agreed()).isFalse();
        }
    }

    @Test
    void aRestoreThatIsEndedIsAllOrNothingAndComesAgain() {
        Target target = fixture.targetThrough(line.port());
        load(target, 1);
        target.undo(second.undo(2, false));
        Map<String, String> whole = fixture.dump();
        var backedUp = new BackedUp(second, target);
        String damage =
                "update member set name = 'damaged', seat = null where id < 100; update club set code = null where id < 5";
        fixture.target("alter table member disable trigger touch");
        fixture.target(damage);
        Map<String, String> damaged = fixture.dump();
        int pieces = pieces(backedUp::restore);
        assertThat(fixture.dump()).isEqualTo(whole);
        for (int point = 1; point <= POINTS; point++) {
            fixture.target(damage);
            interrupted(backedUp::restore, pieces, point);
            assertThat(fixture.dump()).isIn(damaged, whole);
            backedUp.restore();
            assertThat(fixture.dump()).isEqualTo(whole);
        }
    }
}
