package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refresh takes rows out to which others refer by references that the landscape alone knows. */
class RefreshedReferencesTest {

    private static final String[] DDL = {
        "create table person (id int primary key, login text not null unique)",
        "create table seat (nr int primary key, person_id int references person)",
        "create table visit (id int primary key, person_id int, place text)",
        "create table trace (person_id int, what text)",
        "create table call (id int primary key, person_id int)",
        "create table pass (nr int primary key, person_id int references person on delete cascade)",
    };

    private static final String[] FIRST = {
        "insert into person values (1, 'ann'), (2, 'bob'), (3, 'cid'), (4, 'dot')",
        "insert into seat values (1, 1), (2, 2)",
        "insert into pass values (1, 1), (2, 2)",
        "insert into visit values (1, 1, 'lab'), (2, 2, 'gym'), (3, 3, 'hall'), (4, 1, 'pool')",
        "insert into trace values (2, 'in'), (1, 'out')",
    };

    /** Ann comes again under another number; what she had follows her. */
    private static final String[] COMES_AGAIN = {
        "update person set login = 'old' where id = 1",
        "insert into person values (5, 'ann')",
        "update seat set person_id = 5 where person_id = 1",
        "update pass set person_id = 5 where person_id = 1",
        "update visit set person_id = 5 where person_id = 1",
        "delete from trace where person_id = 1",
        "delete from person where id = 1",
    };

    private static final String[] CHANGE_PLACES = {
        "update person set login = 'x' where id = 2",
        "update person set login = 'bob' where id = 3",
        "update person set login = 'cid' where id = 2",
    };

    @TempDir
    Path staging;

    private static final ReferenceRule[] REFERENCES = {refers("visit"), refers("trace"), refers("call")};

    private static ReferenceRule refers(String child) {
        return new ReferenceRule(
                new ReferenceEnd("s", "public." + child, List.of("person_id")),
                new ReferenceEnd("s", "public.person", List.of("id")),
                null);
    }

    private PgFixture loaded(String name) {
        var fixture = new PgFixture(name, staging, DDL);
        fixture.source(FIRST);
        fixture.target("insert into person values (900, 'own')", "insert into visit values (900, 900, 'own')");
        return fixture;
    }

    private static void load(PgFixture fixture, Sealed sealed, LoadStrategy strategy) {
        fixture.targetStore(REFERENCES).load(sealed.job(1, strategy), (t, d, e) -> {});
    }

    private static void undo(PgFixture fixture, Sealed sealed) {
        fixture.targetStore(REFERENCES).undo(sealed.undo(2, false));
    }

    /** Loads one month and the next, holds the target against the source, and undoes both. */
    private static void monthByMonth(PgFixture fixture, String[]... changes) {
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        load(fixture, first, LoadStrategy.INSERT);
        Map<String, String> afterFirst = fixture.dump();
        for (String[] each : changes) {
            fixture.source(each);
        }
        Sealed second = fixture.sealAll();

        load(fixture, second, LoadStrategy.REPLACE);

        for (String table : List.of("person", "seat", "visit", "trace", "call", "pass")) {
            String all = "select string_agg(t::text, ' ' order by t::text) from " + table + " t where t::text !~ 'own'";
            assertThat(fixture.value(all)).as(table).isEqualTo(fixture.sourceValue(all));
        }
        undo(fixture, second);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        undo(fixture, first);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void followWhoComesAgainUnderAnotherNumber() {
        monthByMonth(loaded("followed"), COMES_AGAIN);
    }

    /** Nothing but the pass would be in the way of Ann's old row, and it would go with it. */
    @Test
    void withAnActionFollowFirst() {
        monthByMonth(loaded("followed_action"), new String[] {"delete from seat where nr = 1"}, COMES_AGAIN);
    }

    @Test
    void followBesideRowsThatChangePlaces() {
        monthByMonth(loaded("followed_swapped"), COMES_AGAIN, CHANGE_PLACES);
    }

    /** A row that stays, one that changes, one that is new and one without a key, all of somebody who has left. */
    private static final String[] LEFT_BEHIND = {
        "update seat set person_id = 3 where person_id = 1",
        "update pass set person_id = 3 where person_id = 1",
        "delete from person where id = 1",
        "update visit set place = 'roof' where id = 4",
        "insert into visit values (5, 1, 'late')",
        "insert into call values (1, 1)",
    };

    @Test
    void mayLeadNowhereWhereTheyDoSoInTheSource() {
        monthByMonth(loaded("left_behind"), LEFT_BEHIND);
    }

    @Test
    void mayLeadNowhereBesideRowsThatChangePlaces() {
        monthByMonth(loaded("left_swapped"), LEFT_BEHIND, CHANGE_PLACES);
    }

    @Test
    void ofTestersStopIt() {
        var fixture = loaded("followed_stopped");
        load(fixture, fixture.sealAll(), LoadStrategy.INSERT);
        fixture.source(COMES_AGAIN);
        fixture.source(CHANGE_PLACES);
        Sealed second = fixture.sealAll();
        fixture.target("insert into visit values (901, 1, 'of a tester')");
        Map<String, String> now = fixture.dump();

        assertThatThrownBy(() -> load(fixture, second, LoadStrategy.REPLACE))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 rows of public.visit");
        assertThat(fixture.dump()).isEqualTo(now);
    }

    /** Rows that the run only refers to, and that its own run before has brought. */
    @ParameterizedTest
    @CsvSource({
        "immediate, alter table desk add unique (place)",
        "deferred, alter table desk add unique (place) deferrable initially deferred",
        "index, create unique index on desk ((place * 2)) where place > 0",
    })
    void referenceRowsChangePlacesToo(String name, String how) {
        var fixture = new PgFixture(
                "places_" + name,
                staging,
                "create table desk (id int primary key, place int not null, size int)",
                how,
                "create table pupil (id int primary key, desk int references desk)");
        fixture.source("insert into desk values (1, 1, 4), (2, 2, 2)", "insert into pupil values (1, 1), (2, 2)");
        Map<String, String> before = fixture.dump();
        Map<String, String[]> rows =
                Map.of("public.desk", new String[] {"false", "true"}, "public.pupil", new String[] {"true", "false"});
        Sealed first = fixture.seal(rows);
        fixture.load(first, 1);
        Map<String, String> between = fixture.dump();
        fixture.source(
                "update desk set place = 3 where id = 1",
                "update desk set place = 1 where id = 2",
                "update desk set place = 2 where id = 1");
        Sealed second = fixture.seal(rows);

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(id || ':' || place, ' ' order by id) from desk"))
                .isEqualTo("1:2 2:1");
        assertThat(fixture.value("select string_agg(id || ':' || desk, ' ' order by id) from pupil"))
                .isEqualTo("1:1 2:2");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(between);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
