package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event triggers of the target that write down every table that is made or dropped, temporary ones too. */
class LoggedDefinitionsTest {

    private static final String[] TRIGGERS = {
        "create function made() returns event_trigger language plpgsql security definer as $$ begin insert into"
                + " public.definitions (what) select tg_tag || coalesce(object_identity, '') from"
                + " pg_event_trigger_ddl_commands(); end $$",
        "create event trigger made on ddl_command_end execute function made()",
        "create function dropped() returns event_trigger language plpgsql security definer as $$ begin insert into"
                + " public.definitions (what) select tg_tag || object_identity from"
                + " pg_event_trigger_dropped_objects(); end $$",
        "create event trigger dropped on sql_drop execute function dropped()",
        "create function bump() returns trigger language plpgsql as $$ begin new.version := old.version + 1; return new;"
                + " end $$",
        "create trigger bump before update on place for each row execute function bump()",
        "create function touch() returns trigger language plpgsql as $$ begin update public.place set things = things + 1"
                + " where id = 900; return null; end $$",
        "create trigger touch after insert or delete on thing for each row execute function touch()",
    };

    @TempDir
    Path staging;

    /** @param key of the log */
    @ParameterizedTest
    @ValueSource(strings = {"primary key", "not null"})
    void leaveNothingOfALoadAfterItsUndo(String key) {
        var fixture = new PgFixture(
                "logged_" + key.substring(0, 3),
                staging,
                "create table place (id int primary key, name text, things int not null, version int not null)",
                "create table thing (id int primary key, place_id int references place)",
                "create table definitions (at serial " + key + ", what text)");
        fixture.source(
                "insert into place select i, 'n' || i, 0, 0 from generate_series(1, 10) i",
                "insert into thing select i, 1 + i % 20 from generate_series(1, 9) i");
        Sealed sealed = fixture.seal(
                Map.of("public.place", new String[] {"true", "false"}, "public.thing", new String[] {"true", "false"}));
        fixture.target("insert into place values (1, 'old', 5, 7), (900, 'theirs', 5, 7)");
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        fixture.undo(sealed, 2);
        fixture.target(TRIGGERS);
        fixture.target("create table theirs (id int)", "drop table theirs");
        Map<String, String> before = fixture.dump();
        assertThat(fixture.value("select count(*) from definitions")).isNotEqualTo("0");

        assertThat(Objects.requireNonNull(
                                fixture.plan(sealed, LoadStrategy.UPSERT).detail())
                        .warnings())
                .anyMatch(warning -> warning.contains("public.definitions"));
        assertThat(fixture.dump()).isEqualTo(before);
        fixture.load(sealed, 3, LoadStrategy.UPSERT);
        fixture.undo(sealed, 4);

        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A row's trigger writes to the log too, and looking for what it changed elsewhere makes tables that the log is told of. */
    @Test
    void leaveNothingWhereARowsTriggerWritesToTheLogAsWell() {
        var fixture = new PgFixture(
                "logged_too",
                staging,
                "create table thing (id int primary key)",
                "create table definitions (at serial primary key, what text)",
                "create table ante (id int primary key, n int)",
                "create table bravo (id int primary key, n int)",
                "create table counter (id int primary key, n int)",
                "create table tally (id int primary key, n int)",
                "create table zulu (id int primary key, n int)");
        fixture.source("insert into thing select generate_series(1, 3)");
        Sealed sealed = fixture.seal(Map.of("public.thing", new String[] {"true", "false"}));
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        fixture.target(
                "insert into ante values (1, 1)",
                "insert into bravo values (1, 1)",
                "insert into counter values (1, 1)",
                "insert into tally values (1, 1)",
                "insert into zulu values (1, 1)",
                TRIGGERS[0],
                TRIGGERS[1],
                """
                create function count_up() returns trigger language plpgsql as $$ begin
                  insert into public.definitions (what) values ('thing');
                  update public.ante set n = n + 1; update public.bravo set n = n + 1; update public.counter set n = n + 1;
                  update public.tally set n = n + 1; update public.zulu set n = n + 1;
                  return null; end $$""",
                "create trigger count_up after insert on thing for each row execute function count_up()");
        Map<String, String> before = fixture.dump();

        fixture.load(sealed, 3);
        fixture.undo(sealed, 4);

        assertThat(fixture.dump()).isEqualTo(before);
    }
}
