package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that triggers set at every update, in tables that have children with {@code ON DELETE CASCADE}. */
class KeptByTriggersTest {

    private static final String[] DDL = {
        "create table person (id int primary key, name text, version bigint not null default 0)",
        "create table address (person_id int references person on delete cascade, nr int, city text, primary key"
                + " (person_id, nr))",
        "create table period (person_id int, nr int, since date, primary key (person_id, nr, since), foreign key"
                + " (person_id, nr) references address on delete cascade)",
        "create table badge (id int primary key, person_id int references person on delete set null, version bigint not"
                + " null default 0)",
        "create table stamp (id int primary key, person_id int, nr int, foreign key (person_id, nr) references address)",
        "create table audit (id bigserial primary key, what text)",
    };

    private static final String[] TRIGGERS = {
        "create sequence versions start 1000",
        "create function bump() returns trigger language plpgsql as $$ begin new.version := nextval('public.versions');"
                + " return new; end $$",
        "create trigger bump before update on person for each row execute function bump()",
        "create trigger bump before update on badge for each row execute function bump()",
        "grant usage on sequence versions to public",
        "create function note() returns trigger language plpgsql as $$ begin insert into public.audit (what) values"
                + " (tg_op); return null; end $$",
        "create trigger note after insert or update or delete on address for each row execute function note()",
    };

    @TempDir
    Path staging;

    @Test
    void anUndoPutsThemBackToo() {
        var fixture = new PgFixture("kept_by_triggers", staging, DDL);
        Sealed sealed = filled(fixture);
        Map<String, String> before = fixture.dump();

        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        assertThat(fixture.value("select count(*) from person where name like 'n%'"))
                .isEqualTo("30");
        fixture.target("insert into badge values (900, 2, 5)", "insert into address values (3, 10, 'new')");
        fixture.undo(sealed, 2);

        assertThat(fixture.value("select count(*) from badge where id = 900 and person_id = 2"))
                .isEqualTo("1");
        assertThat(fixture.value("select count(*) from audit where what <> 'INSERT'"))
                .isEqualTo("0");
        fixture.target(
                "alter table address disable trigger note",
                "delete from badge where id = 900",
                "delete from address where nr = 10",
                "delete from audit where id = (select max(id) from audit)");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void rowsThatTheAccountMayNotPutBackAreNotTakenOut() {
        var fixture = new PgFixture("kept_guarded", staging, DDL);
        Sealed sealed = filled(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.target("revoke insert on period from loader_kept_guarded");
        Map<String, String> before = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(sealed, 2)).hasMessageContaining("LOD-014");

        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A restore is no load: what triggers write to other tables meanwhile is theirs. */
    @Test
    void aRestorePutsThemBackWithTheirChildren() {
        var fixture = new PgFixture("kept_restored", staging, DDL);
        Sealed sealed = filled(fixture);
        fixture.target("alter table address disable trigger note");
        Map<String, String> before = fixture.dump();
        var backedUp = new BackedUp(sealed, fixture.targetStore());
        backedUp.load(1, LoadStrategy.UPSERT);
        fixture.undo(sealed, 2);
        fixture.target(
                "update person set name = 'damaged' where id < 8",
                "delete from stamp where id = 9",
                "delete from badge where id = 9",
                "delete from person where id = 9");

        backedUp.restore();

        fixture.target(
                "insert into address values (9, 9, 'testers')",
                "insert into period values (9, 9, '2025-01-01')",
                "insert into badge values (9, 9, 5)",
                "insert into stamp values (9, 9, 9)");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What the refresh took away is touched again by triggers of its children, which come back after it. */
    @Test
    void rowsThatARefreshTookAwayComeBackWithThem() {
        PgFixture fixture = schools("kept_refreshed", "update");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();
        fixture.source("delete from pupil where school_id in (1, 2)", "delete from school where id in (1, 2)");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        fixture.target(TALLY);

        fixture.undo(second, 2);

        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Whoever inserts gets another value: then only force accepts it. */
    @Test
    void rowsThatCannotComeBackAsTheyWereAreNoSilentLoss() {
        PgFixture fixture = schools("kept_insisting", "insert or update");
        fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE);
        fixture.source("delete from pupil where school_id = 1", "delete from school where id = 1");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(second, 2)).hasMessageContaining("LOD-014", "public.school");

        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.targetStore().undo(second.undo(3, true));
        assertThat(fixture.value("select count(*) from school")).isEqualTo("5");
    }

    /** A child whose own trigger gives it another value whenever it is inserted cannot be taken out and put in again. */
    @Test
    void childrenThatWouldNotBeAsTheyWereStopTheUndo() {
        var fixture = new PgFixture("kept_child", staging, DDL);
        Sealed sealed = filled(fixture);
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.target("create trigger insist before insert on badge for each row execute function bump()");
        Map<String, String> before = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("LOD-014")
                .hasMessageContaining("public.badge");

        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What was put back is changed by a trigger while other rows go, which nothing can put back. */
    @Test
    void overwrittenRowsThatTriggersChangeAgainAreNoSilentLoss() {
        PgFixture fixture = schools("kept_overwritten", "update");
        fixture.target(
                "insert into school values (1, 5, 77)",
                "create or replace function bump() returns trigger language plpgsql as $$ begin if not exists (select from"
                        + " public.pupil) then new.version := nextval('public.versions'); end if; return new; end $$",
                "create trigger insist before insert on school for each row execute function bump()",
                "create or replace function tally() returns trigger language plpgsql as $$ begin update public.school set"
                        + " pupils = pupils + 1 where id = 1; return null; end $$",
                "create trigger tally after delete on pupil for each row execute function tally()");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        Map<String, String> loaded = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(sealed, 2))
                .hasMessageContaining("LOD-014")
                .hasMessageContaining("public.school");

        assertThat(fixture.dump()).isEqualTo(loaded);
    }

    private static final String TALLY =
            "create trigger tally after insert on pupil for each row execute function tally()";

    private PgFixture schools(String name, String events) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table school (id int primary key, pupils int not null, version bigint not null default 0)",
                "create table pupil (id int primary key, school_id int references school, name text)");
        fixture.source(
                "insert into school select i, 10, i from generate_series(1, 5) i",
                "insert into pupil select i, 1 + i % 5, 'p' from generate_series(1, 50) i");
        fixture.target(
                TRIGGERS[0],
                TRIGGERS[1],
                "grant usage on sequence versions to public",
                "create trigger bump before " + events + " on school for each row execute function bump()",
                "create function tally() returns trigger language plpgsql as $$ begin update public.school set pupils ="
                        + " pupils + 1 where id = new.school_id; return null; end $$");
        return fixture;
    }

    private static Sealed filled(PgFixture fixture) {
        fixture.source(
                "insert into person select i, 'n' || i, i from generate_series(1, 30) i",
                "insert into address select id, 1, 'here' from person",
                "insert into period select person_id, nr, '2026-01-01' from address");
        fixture.target(TRIGGERS);
        fixture.target(
                "insert into person select i, 'old' || i, 7 from generate_series(1, 10) i",
                "insert into address select id, 9, 'testers' from person",
                "insert into period select person_id, nr, '2025-01-01' from address",
                "insert into badge select id, id, 5 from person",
                "insert into stamp select person_id, person_id, nr from address");
        Map<String, String[]> tables = new LinkedHashMap<>();
        for (String table : new String[] {"person", "address", "period"}) {
            tables.put("public." + table, new String[] {"true", "false"});
        }
        return fixture.seal(tables);
    }
}
