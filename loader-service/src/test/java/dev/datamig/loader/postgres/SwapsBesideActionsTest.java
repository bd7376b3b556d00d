package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unique values that change hands in tables to which others refer with actions: such rows cannot be taken out, or the actions would
 * happen.
 */
class SwapsBesideActionsTest {

    private static final String[] DDL = {
        "create table seat (id int primary key, list int not null, pos int not null check (pos > 0), who text, unique (list, pos))",
        "create table badge (id int primary key, code varchar(40) not null unique, tag uuid unique, day date not null unique)",
        "create table ticket (id int primary key, seat_id int not null references seat on delete cascade)",
        "create table door (id int primary key, badge_id int references badge on delete set null on update cascade)",
    };

    private static final String[] FIRST = {
        "insert into seat select i, 1, i, 'p' || i from generate_series(1, 20) i",
        "insert into badge select i, 'c' || i, md5(i::text)::uuid, '2001-01-01'::date + i from generate_series(1, 9) i",
        "insert into ticket select i, i from generate_series(1, 20) i",
        "insert into door select i, i from generate_series(1, 9) i",
    };

    /** All seats move on by one, badges change everything in a round, one is new and gets what the last gives up. */
    private static final String[] SECOND = {
        "update seat set pos = pos + 100",
        "update seat set pos = (pos - 100) % 20 + 1",
        "update badge set code = 'x' || id, tag = null, day = day + 1000",
        "update badge set code = 'c' || id % 9 + 1, tag = md5((id % 9 + 1)::text)::uuid, day = '2001-01-01'::date + id % 9 + 1",
        "update badge set code = 'new', tag = null, day = '2021-01-01' where id = 9",
        "insert into badge values (10, 'c1', md5('1')::uuid, '2001-01-02')",
    };

    @TempDir
    Path staging;

    /** @param action what happens to a ticket when its seat goes */
    private PgFixture fixture(String name, String action) {
        var fixture = new PgFixture(name, staging, DDL);
        String ticket =
                "alter table ticket drop constraint ticket_seat_id_fkey, add foreign key (seat_id) references seat"
                        + " on delete " + action;
        fixture.source(ticket);
        fixture.target(ticket);
        fixture.source(FIRST);
        fixture.target(
                "insert into seat values (900, 2, 1, 'own')",
                "insert into badge values (900, 'own', md5('own')::uuid, '1999-01-01')",
                "create schema theirs",
                "create table theirs.note (id int primary key, badge_id int references badge on delete cascade)",
                "insert into theirs.note values (1, 900)",
                "grant usage on schema theirs to " + fixture.account(),
                "grant select on theirs.note to " + fixture.account());
        return fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cascade", "restrict"})
    void areLoadedAndUndoneAndNothingHappensToOthers(String action) {
        var fixture = fixture("swaps_" + action, action);
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        fixture.target("insert into theirs.note values (2, 3)");
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(SECOND);
        Sealed second = fixture.sealAll();
        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        for (String table : List.of("seat", "badge", "ticket", "door")) {
            String all = "select string_agg(t::text, ' ' order by id) from " + table + " t where id < 900";
            assertThat(fixture.value(all)).as(table).isEqualTo(fixture.sourceValue(all));
        }
        assertThat(fixture.value("select string_agg(t::text, ' ' order by id) from theirs.note t"))
                .isEqualTo("(1,900) (2,3)");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.target("delete from theirs.note where id = 2");
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void comeBackFromABackup() {
        var fixture = fixture("swaps_backup", "restrict");
        fixture.load(fixture.sealAll(), 1);
        fixture.source(SECOND);
        Sealed second = fixture.sealAll();
        Map<String, String> before = fixture.dump();
        var backedUp = new BackedUp(second, fixture.targetStore());
        backedUp.load(1, LoadStrategy.UPSERT);
        fixture.target(
                "delete from badge where id = 10", "delete from ticket where id = 4", "delete from seat where id = 4");

        backedUp.restore();

        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void ofValuesToWhichOthersReferAreRefused() {
        var fixture = new PgFixture(
                "swaps_referred_to",
                staging,
                "create table badge (id int primary key, code text not null unique)",
                "create table door (id int primary key, code text references badge (code) on delete cascade)");
        fixture.source("insert into badge values (1, 'a'), (2, 'b')", "insert into door values (1, 'a'), (2, 'b')");
        fixture.load(fixture.sealAll(), 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "delete from door",
                "update badge set code = 'x' where id = 1",
                "update badge set code = 'a' where id = 2",
                "update badge set code = 'b' where id = 1",
                "insert into door values (1, 'b'), (2, 'a')");
        assertThatThrownBy(() -> fixture.load(fixture.sealAll(), 1, LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-036");
        assertThat(fixture.dump()).isEqualTo(afterFirst);
    }

    /** A plan finds in the way only what stays as it is. */
    @Test
    void underPartialAndExclusionConstraintsAreNoConflict() {
        var fixture = new PgFixture(
                "swaps_partial",
                staging,
                "create table code (id int primary key, n text, act boolean)",
                "create unique index on code (lower(n)) where act",
                "create table span (id int primary key, r int4range, act boolean, exclude using gist (r with &&) where (act))");
        fixture.source(
                "insert into code values (1, 'a', true), (2, 'b', true), (3, 'A', false)",
                "insert into span values (1, '[1,5)', true), (2, '[5,9)', true), (3, '[1,9)', false), (4, '[20,30)', true)");
        fixture.target("insert into code values (9, 'own', true)", "insert into span values (9, '[50,60)', true)");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "update code set act = false",
                "update code set n = 'B', act = true where id = 1",
                "update code set n = 'A', act = true where id = 2",
                "update span set act = false",
                "delete from span where id = 4",
                "update span set r = '[1,7)', act = true where id = 1",
                "update span set r = '[7,25)', act = true where id = 2");
        Sealed second = fixture.sealAll();

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        fixture.load(second, 1, LoadStrategy.REPLACE);

        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.source(
                "update code set n = 'OWN' where id = 1",
                "update span set act = false where id = 1",
                "update span set r = '[5,55)' where id = 2");
        assertThat(fixture.plan(fixture.sealAll(), LoadStrategy.REPLACE).problems())
                .extracting(problem -> problem.message().replaceAll(".*s:", ""))
                .anySatisfy(problem -> assertThat(problem).startsWith("public.code: 1 of 3 rows"))
                .anySatisfy(problem -> assertThat(problem).startsWith("public.span: 1 of 3 rows"));
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
