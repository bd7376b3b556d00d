package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the place of rows that come: rows that a trigger has made give way, rows of testers that it has changed do not. */
class ForestalledTest {

    @TempDir
    Path staging;

    /**
     * Loaded, and from then on visits that come or go make people, and change a tester.
     *
     * @param change what becomes of the tester's row, which has the number 50
     */
    private PgFixture visited(String name, String people, String change) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table person (id int primary key, email text unique, hits int not null default 0)",
                "create table visit (id int primary key, person_id int references person)");
        fixture.source("insert into person values " + people, "insert into visit values (1, 1)");
        fixture.load(fixture.sealAll(), 1);
        fixture.target(
                "create function counted() returns trigger language plpgsql security definer as $$ begin"
                        + " insert into public.person select 1000 + max(id) from public.person;"
                        + " update public.person set " + change + " where id = 50; return null; end $$",
                "create trigger counted after insert or delete on visit for each statement execute function counted()");
        return fixture;
    }

    @Test
    void aTestersRowThatATriggerTouchesDoesNotGiveWayToOneThatComesBack() {
        PgFixture fixture = visited("forestalled", "(1, 'a@x', 0), (2, 'b@x', 0)", "hits = hits + 1");
        fixture.source("delete from person where id = 2", "insert into visit values (2, 1)");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        fixture.target("insert into person values (50, 'b@x', 0)");
        Map<String, String> before = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(second, 2)).hasMessageContaining("in the way of rows that come back");

        assertThat(fixture.dump()).isEqualTo(before);
        fixture.target("update person set email = 'mine@x' where id = 50");
        fixture.undo(second, 3);
        assertThat(fixture.value("select string_agg(id || email, ' ' order by id) from person where id < 1000"))
                .isEqualTo("1a@x 2b@x 50mine@x");
    }

    /** The trigger gives the tester's row a value that a row wants which comes back. */
    @Test
    void whatATriggerMakesOfATestersRowMeanwhileIsTakenBack() {
        PgFixture fixture = visited(
                "forestalled_changed", "(1, 'a@x', 0), (2, 'b@x', 0), (4, 'd@x', 0)", "hits = hits + 1, email = 'd@x'");
        fixture.source(
                "delete from person where id in (2, 4)",
                "insert into person values (3, 'b@x', 0)",
                "insert into visit values (2, 1)");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        fixture.target("insert into person values (50, 'mine@x', 0)");

        fixture.undo(second, 2);

        assertThat(fixture.value("select string_agg(id || email, ' ' order by id) from person where id < 1000"))
                .isEqualTo("1a@x 2b@x 4d@x 50mine@x");
    }
}
