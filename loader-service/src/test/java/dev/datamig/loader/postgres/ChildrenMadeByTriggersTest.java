package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A parent whose trigger makes the child that goes with it (an artist its figures), and whose changes a trigger stamps: an undo takes
 * such parents out and puts them in again, with all that depends on them.
 */
class ChildrenMadeByTriggersTest {

    @TempDir
    Path staging;

    /** @param key the child's own key, by which the trigger's row is or is not the one that comes back */
    @ParameterizedTest
    @CsvSource({
        "alone, null, int primary key references artist on delete cascade",
        "among, artist, int primary key references artist on delete cascade",
        "numbered, null, 'int not null unique references artist on delete cascade, nr serial primary key'",
    })
    void aRefreshIsUndone(String name, String friends, String key) {
        var fixture = new PgFixture(
                "children_made_" + name,
                staging,
                "create table artist (id int primary key, name text, touched timestamptz not null default '2020-01-01')",
                "create table meta (id %s, rating int)".formatted(key),
                "create table tag (id int primary key, artist_id int not null references artist on delete cascade, meta_id int references meta (id) on delete cascade)");
        if (friends.equals("artist")) {
            String friend = "alter table artist add column friend_id int references artist on delete cascade";
            fixture.source(friend);
            fixture.target(friend);
        }
        fixture.source(
                "insert into artist (id, name) select i, 'a' || i from generate_series(1, 5) i",
                "insert into meta (id, rating) select i, 10 * i from generate_series(1, 5) i",
                "insert into tag select i, i, 6 - i from generate_series(1, 5) i");
        if (friends.equals("artist")) {
            fixture.source("update artist set friend_id = id % 5 + 1");
        }
        fixture.target(
                "create function touch() returns trigger language plpgsql as $$ begin new.touched = now(); return new; end $$",
                "create trigger touch before update on artist for each row execute function touch()",
                "create function made() returns trigger language plpgsql as $$ begin insert into public.meta (id) values (new.id); return null; end $$",
                "create trigger made after insert on artist for each row execute function made()",
                "alter sequence if exists meta_nr_seq restart 500",
                "insert into artist (id, name) values (90, 'of testers')");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        Map<String, String> between = fixture.dump();
        fixture.source(
                "update artist set name = 'b' || id where id in (1, 3)",
                "update meta set rating = 7 where id = 2",
                "insert into artist (id, name) values (6, 'a6')",
                "insert into meta (id, rating) values (6, 60)");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        assertThat(
                        fixture.value(
                                "select string_agg(name || coalesce(rating, 0), ' ' order by a.id) from artist a join meta m on m.id = a.id"))
                .isEqualTo("b110 a27 b330 a440 a550 a660 of testers0");

        fixture.undo(second, 2);

        assertThat(fixture.dump()).isEqualTo(between);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
